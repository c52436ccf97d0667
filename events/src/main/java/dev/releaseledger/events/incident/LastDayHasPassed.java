package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An action item is overdue once its last day has passed, and is said to be once. */
public final class LastDayHasPassed implements StreamRule<IncidentSituation, ActionItemOverdue> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends ActionItemOverdue> proposal) {
        ActionItemOverdue event = proposal.event();
        return proposal.state()
                .incident()
                .map(incident -> incident.actionItems().get(event.actionItemId()))
                .flatMap(item -> {
                    if (!item.item().due().equals(event.due())) {
                        return conflict("its last day is " + item.item().due());
                    }
                    if (item.progress() instanceof Incident.ActionItem.Progress.Overdue) {
                        return conflict("that it is overdue is on record");
                    }
                    return proposal.by().judgedAt().isBefore(item.overdueAt())
                            ? conflict("it can be done until " + item.overdueAt())
                            : Optional.empty();
                });
    }
}
