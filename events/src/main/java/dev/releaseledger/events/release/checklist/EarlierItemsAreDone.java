package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An item of a checklist that has an order is ticked after those before it. What a backfilled release had ticked when is not
 * known.
 */
public final class EarlierItemsAreDone implements Rule<ItemTicked> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemTicked> proposal) {
        if (proposal.by().isBackfill()) {
            return Optional.empty();
        }
        String open = earlier(proposal.event().item(), proposal).stream()
                .filter(item -> !ItemIsDone.test(item, proposal.release(), proposal.policy()))
                .map(ChecklistItem::id)
                .collect(Collectors.joining(", "));
        return open.isEmpty()
                ? Optional.empty()
                : conflict("the checklist is done in order; still open before "
                        + proposal.event().item() + ": " + open);
    }

    private static List<ChecklistItem> earlier(String id, Proposal<? extends ItemTicked> proposal) {
        Release release = proposal.release();
        for (Checklist checklist : proposal.policy().checklists()) {
            if (checklist.ordered()
                    && checklist.items().stream().anyMatch(item -> item.id().equals(id))) {
                return checklist.items(release.plan().kind()).stream()
                        .takeWhile(item -> !item.id().equals(id))
                        .toList();
            }
        }
        return List.of();
    }
}
