package dev.releaseledger.events.policy;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.Stage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that evidence must show.
 *
 * @param id unique within the policy, e.g. {@code unit-tests}
 * @param title in words
 * @param gate the gate that stays shut until it is shown. Mostly its own stage's; what only the deployment itself can show
 *     belongs to the production stage, but is needed for the gate after it
 * @param evidenceBy the roles whose evidence counts
 * @param boundToContent whether evidence shows it only of the content that was there when it was recorded, so that it must be
 *     shown again after a change was added or removed. What the ledger sees for itself always is
 * @param shownBy the event that shows it by itself; null where only evidence does
 */
public record Criterion(
        String id,
        String title,
        Stage gate,
        Set<Role> evidenceBy,
        boolean boundToContent,
        @Nullable Sight shownBy) {
    public Criterion {
        evidenceBy = Set.copyOf(evidenceBy);
    }
}
