package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.UUID;

/** What is said of an action item is of one that was added and is not settled. */
public final class ActionItemIsOpen implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return actionItem(proposal.event())
                .flatMap(id -> proposal.state().incident().flatMap(incident -> {
                    Incident.ActionItem item = incident.actionItems().get(id);
                    if (item == null) {
                        return conflict("the incident has no action item " + id);
                    }
                    return item.progress().isSettled()
                            ? conflict("action item " + id + " is "
                                    + item.progress().word() + " already")
                            : Optional.empty();
                }));
    }

    private static Optional<UUID> actionItem(IncidentEvent event) {
        if (event instanceof ActionItemDone done) {
            return Optional.of(done.actionItemId());
        }
        if (event instanceof ActionItemDropped dropped) {
            return Optional.of(dropped.actionItemId());
        }
        return event instanceof ActionItemOverdue overdue ? Optional.of(overdue.actionItemId()) : Optional.empty();
    }
}
