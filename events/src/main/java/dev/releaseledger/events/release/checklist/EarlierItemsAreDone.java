package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.ReleasePolicy;
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
        String open = openBefore(proposal.event().item(), proposal.release(), proposal.policy()).stream()
                .map(ChecklistItem::id)
                .collect(Collectors.joining(", "));
        return open.isEmpty()
                ? Optional.empty()
                : conflict("the checklist is done in order; still open before "
                        + proposal.event().item() + ": " + open);
    }

    /** The open items before this one in its checklist, in their order; none where the checklist has no order. */
    static List<ChecklistItem> openBefore(String id, Release release, ReleasePolicy policy) {
        for (Checklist checklist : policy.checklists()) {
            if (checklist.ordered()
                    && checklist.items().stream().anyMatch(item -> item.id().equals(id))) {
                return checklist.items(release.plan().kind()).stream()
                        .takeWhile(item -> !item.id().equals(id))
                        .filter(item -> !ItemIsDone.wasDone(item, release, policy))
                        .toList();
            }
        }
        return List.of();
    }
}
