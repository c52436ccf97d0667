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
 * @param boundToContent whether a tick or a waiver is of the content that was there then, so that the item is open again after a
 *     change was added or removed; left out, true. What the ledger sees for itself always is, but for announcements, which stay made
 * @param shownBy the event that ticks it by itself; null where a person does
 * @param appliesTo the kinds of release that it is asked of, among those of its checklist
 */
public record ChecklistItem(
        String id,
        String section,
        String title,
        @LeftOut("[]") Set<Role> tickedBy,
        @LeftOut("true") boolean boundToContent,
        @Nullable Sight shownBy,
        @LeftOut("[\"STANDARD\",\"HOTFIX\"]") Set<ReleaseKind> appliesTo) {
    public ChecklistItem {
        tickedBy = Sorted.copyOf(tickedBy);
        appliesTo = Sorted.copyOf(appliesTo);
    }
}
