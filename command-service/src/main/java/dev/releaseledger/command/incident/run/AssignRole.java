package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentRole;
import dev.releaseledger.events.incident.IncidentRoleAssigned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say who does what in an incident. */
public record AssignRole(
        UUID incidentId,
        IncidentRole role,
        UUID person,
        @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new IncidentRoleAssigned(role, person));
    }
}
