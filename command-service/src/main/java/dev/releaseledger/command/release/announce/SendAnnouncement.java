package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Send an announcement now, whenever it is due. */
public record SendAnnouncement(
        UUID releaseId, String announcementId, @Nullable String comment) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new AnnouncementRequested(announcementId, comment));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.announcements().course(announcementId).standing() instanceof Standing.Requested;
    }

    /** People are told now, never in the past. */
    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}
