package dev.releaseledger.events.policy;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ReleaseKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person confirms, or that the ledger sees for itself.
 *
 * @param id unique within the policy, e.g. {@code rollback-plan-documented}
 * @param section the part of the checklist that it stands in
 * @param title in words
 * @param tickedBy the roles that may tick it; empty where only an event does
 * @param shownBy the event that ticks it by itself; null where a person does
 * @param appliesTo the kinds of release that it is asked of, among those of its checklist
 */
public record ChecklistItem(
        String id,
        String section,
        String title,
        @LeftOut("[]") Set<Role> tickedBy,
        @Nullable Sight shownBy,
        @LeftOut("[\"STANDARD\",\"HOTFIX\"]") Set<ReleaseKind> appliesTo) {
    public ChecklistItem {
        tickedBy = Sorted.copyOf(tickedBy);
        appliesTo = Sorted.copyOf(appliesTo);
    }
}
