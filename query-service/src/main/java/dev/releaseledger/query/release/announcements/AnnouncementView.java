package dev.releaseledger.query.release.announcements;

import dev.releaseledger.events.policy.Announcement;
import dev.releaseledger.events.policy.Audience;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One announcement of a release.
 *
 * @param dueAt when it is due; null while what it waits for has not happened
 * @param overdueAt from when on it counts as missed; null where it cannot be missed any more, or not yet
 * @param nextAt from when on the next attempt may begin; null where none is to
 * @param standing how it stands
 * @param attempts how many attempts there were
 * @param at since when it stands so; null while it is planned
 * @param by who made it, wants it, or found out what became of it; null where it was no person or machine that did
 * @param byHand whether a person made it
 * @param reason why it failed or is uncertain
 * @param receipt what to ask the other side for
 * @param link where it can be read
 * @param textDigest {@code sha256:} and the digest of what is being sent; null unless an attempt is under way
 */
public record AnnouncementView(
        String id,
        String title,
        Audience audience,
        String channel,
        String template,
        Duration allowance,
        @Nullable Instant dueAt,
        @Nullable Instant overdueAt,
        @Nullable Instant nextAt,
        State standing,
        int attempts,
        @Nullable Instant at,
        @Nullable UUID by,
        boolean byHand,
        @Nullable String reason,
        @Nullable String receipt,
        @Nullable String link,
        @Nullable String textDigest) {

    /** How an announcement stands, in a word. */
    public enum State {
        PLANNED,
        REQUESTED,
        STARTED,
        SENT,
        FAILED,
        FAILED_FOR_GOOD,
        UNCERTAIN,
        MISSED
    }

    /** Every announcement that the policy makes for this release, in the policy's order. */
    public static List<AnnouncementView> of(Release release, ReleasePolicy policy) {
        return AnnouncementPlan.of(release, policy).stream()
                .map(AnnouncementView::of)
                .toList();
    }

    private static AnnouncementView of(PlannedAnnouncement planned) {
        return switch (planned.course().standing()) {
            case Standing.Planned nothingYet -> of(planned, State.PLANNED, null, null, null);
            case Standing.Requested wanted -> of(planned, State.REQUESTED, wanted.at(), wanted.by(), null);
            case Standing.Started started -> of(planned, State.STARTED, started.at(), null, null);
            case Standing.Sent sent -> of(planned, State.SENT, sent.at(), sent.by(), null);
            case Standing.Failed failed -> of(planned, State.FAILED, failed.at(), null, failed.reason());
            case Standing.FailedForGood failed ->
                of(planned, State.FAILED_FOR_GOOD, failed.at(), null, failed.reason());
            case Standing.Uncertain unknown -> of(planned, State.UNCERTAIN, unknown.at(), null, unknown.reason());
            case Standing.Missed missed -> of(planned, State.MISSED, missed.at(), null, null);
        };
    }

    private static AnnouncementView of(
            PlannedAnnouncement planned,
            State state,
            @Nullable Instant at,
            @Nullable UUID by,
            @Nullable String reason) {
        Announcement announcement = planned.announcement();
        Standing.Sent sent = planned.course().standing() instanceof Standing.Sent made ? made : null;
        return new AnnouncementView(
                announcement.id(),
                announcement.title(),
                announcement.audience(),
                announcement.channel(),
                announcement.template(),
                announcement.allowance(),
                planned.dueAt(),
                planned.overdueAt().orElse(null),
                planned.nextAt().orElse(null),
                state,
                planned.course().attempts(),
                at,
                by,
                sent != null && sent.byHand(),
                reason,
                sent == null ? null : sent.receipt(),
                sent == null ? null : sent.link(),
                planned.course().standing() instanceof Standing.Started started ? started.textDigest() : null);
    }
}
