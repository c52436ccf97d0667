package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ActionItemDone;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that an action item was done. */
public record CompleteActionItem(
        UUID incidentId,
        UUID actionItemId,
        @Nullable String link,
        @Nullable String comment,
        @Nullable Instant occurredAt)
        implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new ActionItemDone(actionItemId, link, comment));
    }
}
