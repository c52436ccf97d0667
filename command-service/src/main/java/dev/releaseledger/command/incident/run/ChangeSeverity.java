package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.incident.SeverityChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that an incident hurts more, or less, than was thought. */
public record ChangeSeverity(
        UUID incidentId,
        Severity severity,
        String reason,
        @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new SeverityChanged(severity, reason));
    }
}
