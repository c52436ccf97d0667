package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A change of severity changes it. */
public final class SeverityIsAnother implements StreamRule<IncidentSituation, SeverityChanged> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends SeverityChanged> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> incident.severity() == proposal.event().severity())
                .flatMap(incident -> conflict("the incident is " + incident.severity() + " already"));
    }
}
