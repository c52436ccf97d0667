package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that everything that an incident obliged to is done. */
public record CloseIncident(
        UUID incidentId, @Nullable String comment, @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new IncidentClosed(comment));
    }
}
