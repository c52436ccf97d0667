package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.PostMortemPublished;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say what was learnt, for everybody. */
public record PublishPostMortem(
        UUID incidentId, String markdown, @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new PostMortemPublished(markdown, TextDigest.of(markdown)));
    }
}
