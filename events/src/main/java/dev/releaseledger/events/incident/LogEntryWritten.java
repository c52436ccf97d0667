package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something was written in the incident log. Nothing is ever edited there: a correction is another entry.
 *
 * @param logEntryId the log entry, new
 * @param text what was written, as Markdown
 * @param at when it happened; null where that is when it was written
 * @param corrects the earlier log entry that it corrects
 * @param positions the entries of the ledger that it points at, by their positions
 */
@EventName("incident.log-entry-written.v1")
public record LogEntryWritten(
        UUID logEntryId,
        String text,
        @Nullable Instant at,
        @Nullable UUID corrects,
        List<Long> positions) implements IncidentEvent {
    public LogEntryWritten {
        positions = List.copyOf(positions);
    }
}
