package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Nothing more is said of an incident that was merged or closed, but that it is reopened after it was closed. */
public final class IncidentGoesOn implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return proposal.state().incident().flatMap(incident -> switch (incident.standing()) {
            case Incident.Standing.Merged merged -> conflict("the incident goes on as " + merged.into());
            case Incident.Standing.Closed closed ->
                proposal.event() instanceof IncidentReopened
                        ? Optional.empty()
                        : conflict("the incident is closed; it can be reopened with a reason");
            case Incident.Standing.Open open -> Optional.empty();
            case Incident.Standing.Acknowledged acknowledged -> Optional.empty();
            case Incident.Standing.Mitigated mitigated -> Optional.empty();
            case Incident.Standing.Resolved resolved -> Optional.empty();
        });
    }
}
