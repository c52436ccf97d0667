package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An id stands for one action item. */
public final class ActionItemIsNew implements StreamRule<IncidentSituation, ActionItemAdded> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends ActionItemAdded> proposal) {
        return proposal.state()
                .incident()
                .filter(incident ->
                        incident.actionItems().containsKey(proposal.event().actionItemId()))
                .flatMap(incident -> conflict("action item " + proposal.event().actionItemId() + " was added already"));
    }
}
