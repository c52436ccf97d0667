package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An incident is closed only once each of its action items is done or dropped, where the policy wants that. */
public final class ActionItemsAreSettled implements StreamRule<IncidentSituation, IncidentClosed> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentClosed> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> proposal.state().policy().actionItemsSettled())
                .flatMap(incident -> {
                    List<UUID> open = incident.actionItems().values().stream()
                            .filter(item -> !item.progress().isSettled())
                            .map(item -> item.item().actionItemId())
                            .toList();
                    return open.isEmpty() ? Optional.empty() : conflict("action items are open: " + open);
                });
    }
}
