package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.release.Release;

/** When a criterion counts as shown: its newest evidence passed, or the ledger sees it for itself. */
public final class CriterionIsShown {
    private CriterionIsShown() {}

    /** Whether the criterion is shown in this state. */
    public static boolean test(Criterion criterion, Release release) {
        return release.hasPassed(criterion.id()) || (criterion.shownBy() != null && release.sees(criterion.shownBy()));
    }
}
