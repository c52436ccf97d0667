package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.ItemEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is ticked, unticked or waived is an item of the policy. */
public final class ItemIsInThePolicy implements Rule<ItemEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemEvent> proposal) {
        String id = proposal.event().item();
        return proposal.policy().item(id).isPresent()
                ? Optional.empty()
                : unprocessable("the policy has no checklist item " + id + "; it has "
                        + proposal.policy().items().stream()
                                .map(ChecklistItem::id)
                                .collect(Collectors.joining(", ")));
    }
}
