package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ActionItemOverdue;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last day for an action item is over. Said by passing time alone; of one that is settled, or whose incident was merged,
 * it says nothing.
 *
 * @param due the last day that is meant
 */
public record RecordOverdue(UUID incidentId, UUID actionItemId, LocalDate due) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new ActionItemOverdue(actionItemId, due));
    }

    @Override
    public boolean isAlreadySo(Incident incident, Attribution by) {
        return incident.standing() instanceof Incident.Standing.Merged
                || !(incident.actionItems().get(actionItemId) instanceof Incident.ActionItem item)
                || item.progress().isSettled()
                || item.progress() instanceof Incident.ActionItem.Progress.Overdue;
    }

    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}
