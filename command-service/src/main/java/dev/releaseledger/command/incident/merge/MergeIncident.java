package dev.releaseledger.command.incident.merge;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that an incident is the same as another, where it goes on. */
public record MergeIncident(
        UUID incidentId, UUID into, String reason, @Nullable Instant occurredAt) implements IncidentCommand {
    /** So many links fit into the other's entry beside everything else. */
    private static final int MOST_LINKS = 200;

    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new IncidentMerged(into, reason));
    }

    @Override
    public boolean isAlreadySo(Incident incident, Attribution by) {
        return incident.standing().equals(new Incident.Standing.Merged(into));
    }

    /** What the other says of it: with what it does not have to do yet, what is no alert before what is. Pure. */
    public DuplicateTaken taken(Incident incident, IncidentState other) {
        List<IncidentLink> links = incident.links().stream()
                .filter(link ->
                        !(other instanceof Incident known && known.links().contains(link)))
                .sorted(java.util.Comparator.comparing(link -> link.alert() != null))
                .limit(MOST_LINKS)
                .toList();
        return new DuplicateTaken(incidentId, incident.product(), links, reason);
    }
}
