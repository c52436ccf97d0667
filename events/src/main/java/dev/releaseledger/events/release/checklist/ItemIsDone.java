package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import java.time.Instant;
import java.util.function.Predicate;

/** When a checklist item counts as done: ticked, waived by two people, or seen by the ledger itself. */
public final class ItemIsDone {
    private ItemIsDone() {}

    /** Whether the item is done in this state at this time: evidence that shows it must not be too old. */
    public static boolean test(ChecklistItem item, Release release, ReleasePolicy policy, Instant at) {
        return test(item, release, policy, criterion -> CriterionIsShown.test(criterion, release, at));
    }

    /** Whether the item was done in its time, however old the evidence that showed it is by now. */
    public static boolean test(ChecklistItem item, Release release, ReleasePolicy policy) {
        return test(item, release, policy, criterion -> CriterionIsShown.test(criterion, release));
    }

    private static boolean test(
            ChecklistItem item, Release release, ReleasePolicy policy, Predicate<Criterion> isShown) {
        boolean marked = switch (release.items().get(item.id())) {
            case null -> false;
            case ItemMark.Ticked ticked -> true;
            case ItemMark.WaiverProposed proposed -> false;
            case ItemMark.Waived waived -> true;
        };
        return marked
                || switch (item.shownBy()) {
                    case null -> false;
                    case Sight.Shown shown ->
                        policy.criterion(shown.criterion()).filter(isShown).isPresent();
                    case Sight.Deployed deployed -> release.sees(deployed);
                    case Sight.Verified verified -> release.sees(verified);
                };
    }
}
