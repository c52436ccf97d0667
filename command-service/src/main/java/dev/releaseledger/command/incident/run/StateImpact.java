package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ImpactStated;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say what an incident did to users, and when. */
public record StateImpact(
        UUID incidentId,
        String description,
        Instant from,
        @Nullable Instant until,
        @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new ImpactStated(description, from, until));
    }
}
