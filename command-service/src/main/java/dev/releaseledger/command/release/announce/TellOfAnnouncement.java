package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AttemptEndedEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Record what the automation that sends announcements does, or what became of it. */
public record TellOfAnnouncement(UUID releaseId, AnnouncementEvent event) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(event);
    }

    /** What it tells of may have gone on meanwhile, or somebody may have told of it by hand: that is no fault of anybody's. */
    @Override
    public boolean isOvertaken(Release release, Attribution by, ReleasePolicy policy) {
        Optional<PlannedAnnouncement> planned = AnnouncementPlan.of(release, policy, event.announcementId());
        return switch (event) {
            case AnnouncementStarted started ->
                planned.filter(there -> there.isToBeSent(by.judgedAt())).isEmpty();
            case AnnouncementMissed missed ->
                planned.filter(there -> there.isOverdue(by.judgedAt())).isEmpty();
            case AnnouncementRequested requested -> false;
            case AttemptEndedEvent ended -> false;
            case AnnouncementSettled settled -> false;
        };
    }

    /** People are told now, never in the past. */
    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}
