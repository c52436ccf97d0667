package dev.releaseledger.command.incident.log;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.LogEntryWritten;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Write something in an incident's log.
 *
 * @param at when it happened; null where that is when it is written
 * @param corrects the earlier entry that it corrects; null where it corrects none
 */
public record WriteLogEntry(
        UUID incidentId,
        UUID logEntryId,
        String text,
        @Nullable Instant at,
        @Nullable UUID corrects,
        List<Long> positions,
        @Nullable Instant occurredAt)
        implements IncidentCommand {
    public WriteLogEntry {
        positions = List.copyOf(positions);
    }

    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(entry());
    }

    @Override
    public boolean isAlreadySo(Incident incident, Attribution by) {
        return incident.log().get(logEntryId) instanceof Incident.LogEntry known
                && known.by().equals(by.actor())
                && known.entry().equals(entry());
    }

    private LogEntryWritten entry() {
        return new LogEntryWritten(logEntryId, text, at, corrects, positions);
    }
}
