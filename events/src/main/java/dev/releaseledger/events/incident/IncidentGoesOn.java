package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/**
 * Nothing more is said of an incident that was merged. Of one that was closed it is said that it is reopened, and how its action
 * items end: a policy may let it be closed before they do.
 */
public final class IncidentGoesOn implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return proposal.state().incident().flatMap(incident -> switch (incident.standing()) {
            case Incident.Standing.Merged merged -> conflict("the incident goes on as " + merged.into());
            case Incident.Standing.Closed closed ->
                followsTheEnd(proposal.event())
                        ? Optional.empty()
                        : conflict("the incident is closed; it can be reopened with a reason");
            case Incident.Standing.Open open -> Optional.empty();
            case Incident.Standing.Acknowledged acknowledged -> Optional.empty();
            case Incident.Standing.Mitigated mitigated -> Optional.empty();
            case Incident.Standing.Resolved resolved -> Optional.empty();
        });
    }

    private static boolean followsTheEnd(IncidentEvent event) {
        return event instanceof IncidentReopened
                || event instanceof ActionItemDone
                || event instanceof ActionItemDropped
                || event instanceof ActionItemOverdue;
    }
}
