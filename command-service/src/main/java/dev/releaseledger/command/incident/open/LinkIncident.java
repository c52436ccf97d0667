package dev.releaseledger.command.incident.open;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Say what more an incident has to do with.
 *
 * @param cause the claim on what this follows from, where it is said by itself; null for what a person says
 */
public record LinkIncident(
        UUID incidentId,
        List<IncidentLink> links,
        @Nullable String cause,
        @Nullable Instant occurredAt) implements IncidentCommand {
    public LinkIncident {
        links = List.copyOf(links);
    }

    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return links.stream().<IncidentEvent>map(IncidentLinked::new).toList();
    }
}
