package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import java.time.Instant;
import java.util.Collections;
import java.util.function.Predicate;

/**
 * When a checklist item counts as done: ticked by a role that may, waived by two people, or seen by the ledger itself; of the content that is
 * there, where the item is bound to it.
 */
public final class ItemIsDone {
    private ItemIsDone() {}

    /** Whether the item is done in this state at this time: evidence that shows it must not be too old. */
    public static boolean test(ChecklistItem item, Release release, ReleasePolicy policy, Instant at) {
        return test(item, release, policy, criterion -> CriterionIsShown.test(criterion, release, at));
    }

    /** Whether the item was done in its time, however old the evidence that showed it is by now. */
    public static boolean wasDone(ChecklistItem item, Release release, ReleasePolicy policy) {
        return test(item, release, policy, criterion -> CriterionIsShown.wasShown(criterion, release));
    }

    private static boolean test(
            ChecklistItem item, Release release, ReleasePolicy policy, Predicate<Criterion> isShown) {
        return isMarked(item, release)
                || release.sees(
                        item.shownBy(),
                        id -> policy.criterion(id).filter(isShown).isPresent());
    }

    /** Whether people who may ticked or waived the item, and nothing that it is bound to has changed since. */
    public static boolean isMarked(ChecklistItem item, Release release) {
        ItemMark mark = release.items().get(item.id());
        return switch (mark) {
            case null -> false;
            case ItemMark.Ticked ticked ->
                stands(item, ticked.contentRevision(), release) && counts(item, ticked, release);
            case ItemMark.WaiverProposed proposed -> false;
            case ItemMark.Waived waived -> stands(item, waived.contentRevision(), release);
        };
    }

    /** Whether somebody proposed to waive the item, and nothing that it is bound to has changed since. */
    public static boolean isWaiverProposed(ChecklistItem item, Release release) {
        return release.items().get(item.id()) instanceof ItemMark.WaiverProposed proposed
                && stands(item, proposed.contentRevision(), release);
    }

    /** Who may tick it is for the policy that the release goes by now; the past is told by whoever imports it. */
    private static boolean counts(ChecklistItem item, ItemMark.Ticked ticked, Release release) {
        return release.plan().backfilled() || !Collections.disjoint(item.tickedBy(), ticked.as());
    }

    static boolean stands(ChecklistItem item, int contentRevision, Release release) {
        return !item.boundToContent() || release.isOfThis(contentRevision);
    }
}
