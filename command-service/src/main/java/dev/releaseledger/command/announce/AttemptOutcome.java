package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Delivery;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Perhaps;
import dev.releaseledger.events.release.AttemptEndedEvent;
import dev.releaseledger.events.release.announce.Attempts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to record of a delivery. Pure. */
final class AttemptOutcome {
    private AttemptOutcome() {}

    /**
     * How an attempt ended.
     *
     * @param course the announcement's course with this attempt in it
     * @param ended when it ended
     * @param deduplicates whether the receivers know repeated deliveries
     */
    static AttemptEndedEvent of(
            String announcementId, Course course, Delivery delivery, Instant ended, boolean deduplicates) {
        int attempt = course.attempts();
        return switch (delivery) {
            case Delivery.Sent sent -> new AnnouncementSent(announcementId, attempt, false, sent.receipt(), null, null);
            case Delivery.Failed failed ->
                failed(
                        announcementId,
                        course,
                        failed.reason(),
                        Attempts.next(course, ended, failed.retryAfter() == null ? Duration.ZERO : failed.retryAfter())
                                .orElse(null));
            case Delivery.Refused refused -> failed(announcementId, course, refused.reason(), null);
            case Delivery.Uncertain uncertain ->
                new AnnouncementUncertain(
                        announcementId,
                        attempt,
                        uncertain.reason(),
                        deduplicates
                                ? Attempts.next(course, ended, Duration.ZERO).orElse(null)
                                : null);
        };
    }

    /** The last attempt failed, but perhaps an earlier one did not: then a person has to find out. */
    private static AttemptEndedEvent failed(String id, Course course, String reason, @Nullable Instant retryAt) {
        Perhaps perhaps = course.perhaps();
        return perhaps == null || retryAt != null
                ? new AnnouncementFailed(id, course.attempts(), reason, retryAt)
                : new AnnouncementUncertain(
                        id,
                        course.attempts(),
                        "nobody knows what became of attempt " + perhaps.attempt() + "; this one failed: " + reason,
                        null);
    }
}
