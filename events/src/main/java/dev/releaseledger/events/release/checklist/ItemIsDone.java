package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.Release;

/** When a checklist item counts as done: ticked, waived by two people, or seen by the ledger itself. */
public final class ItemIsDone {
    private ItemIsDone() {}

    /** Whether the item is done in this state. */
    public static boolean test(ChecklistItem item, Release release) {
        ItemMark mark = release.items().get(item.id());
        boolean marked = switch (mark) {
            case null -> false;
            case ItemMark.Ticked ticked -> true;
            case ItemMark.WaiverProposed proposed -> false;
            case ItemMark.Waived waived -> true;
        };
        return marked || (item.shownBy() != null && release.sees(item.shownBy()));
    }
}
