package dev.releaseledger.query.incident;

import dev.releaseledger.events.incident.Incident.ActionItem;
import dev.releaseledger.events.incident.Incident.ActionItem.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done, and how it stands.
 *
 * @param due the last day for it, in UTC
 * @param status OPEN, OVERDUE, DONE or DROPPED
 * @param overdueSaidAt when it was recorded that its last day had passed; null unless it is overdue
 * @param settledBy who did or dropped it; null until then
 * @param dropped why it will not be done; null unless it was dropped
 */
record ActionItemStanding(
        UUID id,
        String title,
        UUID owner,
        LocalDate due,
        String status,
        UUID addedBy,
        Instant addedAt,
        @Nullable Instant overdueSaidAt,
        @Nullable UUID settledBy,
        @Nullable Instant settledAt,
        @Nullable String dropped) {

    static ActionItemStanding of(ActionItem item) {
        return switch (item.progress()) {
            case Progress.Open open -> standing(item, null, null, null, null);
            case Progress.Overdue overdue -> standing(item, overdue.at(), null, null, null);
            case Progress.Done done -> standing(item, null, done.by(), done.at(), null);
            case Progress.Dropped dropped -> standing(item, null, dropped.by(), dropped.at(), dropped.reason());
        };
    }

    private static ActionItemStanding standing(
            ActionItem item,
            @Nullable Instant overdueSaidAt,
            @Nullable UUID settledBy,
            @Nullable Instant settledAt,
            @Nullable String dropped) {
        return new ActionItemStanding(
                item.item().actionItemId(),
                item.item().title(),
                item.item().owner(),
                item.item().due(),
                item.progress().word(),
                item.by(),
                item.at(),
                overdueSaidAt,
                settledBy,
                settledAt,
                dropped);
    }
}
