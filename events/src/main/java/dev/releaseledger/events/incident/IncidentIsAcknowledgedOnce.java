package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is acknowledged once, while nobody takes care of it. */
public final class IncidentIsAcknowledgedOnce implements StreamRule<IncidentSituation, IncidentAcknowledged> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentAcknowledged> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> !(incident.standing() instanceof Incident.Standing.Open))
                .flatMap(incident -> conflict(
                        "the incident is " + incident.standing().word() + "; only an open one is acknowledged"));
    }
}
