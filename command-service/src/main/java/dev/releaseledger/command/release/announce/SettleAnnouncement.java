package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say what became of an announcement of which nobody knew. */
public record SettleAnnouncement(UUID releaseId, String announcementId, Settlement outcome, String reason)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        int attempt = release.announcements().course(announcementId).attempts();
        return List.of(new AnnouncementSettled(announcementId, attempt, outcome, reason));
    }

    /** People are told now, never in the past. */
    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}
