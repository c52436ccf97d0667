package dev.releaseledger.events.policy;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that evidence must show.
 *
 * @param id unique within the policy, e.g. {@code unit-tests}
 * @param title in words
 * @param gate the gate that stays shut until it is shown; left out, its own stage's. What only the deployment itself can
 *     show belongs to the production stage, but is needed for the gate after it
 * @param evidenceBy the roles whose evidence counts
 * @param boundToContent whether evidence or a waiver is of the content that was there when it was recorded, so that it must be
 *     shown or waived again after a change was added or removed; left out, true where the gate is one up to {@code STAGING}.
 *     What the ledger sees for itself always is
 * @param shownBy the event that shows it by itself; null where only evidence does
 * @param appliesTo the kinds of release that it is asked of
 * @param measures the thresholds that passing evidence has to meet besides; none where its outcome alone tells
 * @param validFor how long evidence counts from when it was recorded; null for ever
 */
public record Criterion(
        String id,
        String title,
        Stage gate,
        @LeftOut("[]") Set<Role> evidenceBy,
        boolean boundToContent,
        @Nullable Sight shownBy,
        @LeftOut("[\"STANDARD\",\"HOTFIX\"]") Set<ReleaseKind> appliesTo,
        @LeftOut("[]") List<Measure> measures,
        @Nullable Duration validFor) {
    public Criterion {
        evidenceBy = Sorted.copyOf(evidenceBy);
        appliesTo = Sorted.copyOf(appliesTo);
        measures = List.copyOf(measures);
    }
}
