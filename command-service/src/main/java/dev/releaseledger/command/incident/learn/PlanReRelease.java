package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.ReReleasePlanned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Say how what was taken back comes again.
 *
 * @param releaseId the release that it comes with; null where that is not planned yet, or it will not come
 */
public record PlanReRelease(
        UUID incidentId,
        @Nullable UUID releaseId,
        String plan,
        @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new ReReleasePlanned(releaseId, plan));
    }

    @Override
    public List<IncidentLink> links() {
        return releaseId == null ? List.of() : List.of(IncidentLink.toRelease(releaseId));
    }
}
