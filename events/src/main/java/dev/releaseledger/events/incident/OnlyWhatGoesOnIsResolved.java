package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is resolved once. */
public final class OnlyWhatGoesOnIsResolved implements StreamRule<IncidentSituation, IncidentResolved> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentResolved> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> !incident.standing().isUnderWay())
                .flatMap(incident ->
                        conflict("the incident is " + incident.standing().word() + " already"));
    }
}
