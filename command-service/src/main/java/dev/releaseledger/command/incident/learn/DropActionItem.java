package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ActionItemDropped;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that an action item will not be done. */
public record DropActionItem(
        UUID incidentId,
        UUID actionItemId,
        String reason,
        @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new ActionItemDropped(actionItemId, reason));
    }
}
