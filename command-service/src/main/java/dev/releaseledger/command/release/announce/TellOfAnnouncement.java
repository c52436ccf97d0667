package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Record what the automation that sends announcements does, or what became of it. */
public record TellOfAnnouncement(UUID releaseId, AnnouncementEvent event) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(event);
    }

    /** People are told now, never in the past. */
    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}
