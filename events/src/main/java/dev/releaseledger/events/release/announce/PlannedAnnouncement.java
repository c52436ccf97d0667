package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.policy.Announcement;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Standing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An announcement of a release.
 *
 * @param announcement what the policy says of it
 * @param dueAt when it is due; null while that is not known, since what it waits for has not happened
 * @param course what became of it so far
 * @param heldBack whether it would tell of a deployment that failed or was taken back; then it is not tried again by itself
 * @param goesOn whether the release goes on or was completed; of a cancelled one nothing more is said
 */
public record PlannedAnnouncement(
        Announcement announcement, @Nullable Instant dueAt, Course course, boolean heldBack, boolean goesOn) {

    /** From when on the next attempt may begin; empty where none is to. */
    public Optional<Instant> nextAt() {
        return goesOn
                ? Optional.ofNullable(
                        switch (course.standing()) {
                            case Standing.Planned planned -> dueAt;
                            case Standing.Requested requested -> requested.at();
                            case Standing.Failed failed -> again(failed.retryAt());
                            case Standing.Uncertain uncertain -> again(uncertain.retryAt());
                            case Standing.Started started -> null;
                            case Standing.Sent sent -> null;
                            case Standing.FailedForGood failed -> null;
                            case Standing.Missed missed -> null;
                        })
                : Optional.empty();
    }

    /** What is not true any more, or not yet again, is not repeated, unless somebody wants it. */
    private @Nullable Instant again(@Nullable Instant retryAt) {
        return heldBack || wantedAt().isEmpty() ? null : retryAt;
    }

    /** When it was to be made: when it was due, or when somebody last wanted it. */
    public Optional<Instant> wantedAt() {
        return Optional.ofNullable(course.requestedAt() == null ? dueAt : course.requestedAt());
    }

    /** From when on it counts as missed unless it is made before; empty where it cannot be missed any more, or not yet. */
    public Optional<Instant> overdueAt() {
        boolean waits = switch (course.standing()) {
            case Standing.Planned planned -> true;
            case Standing.Requested requested -> true;
            // Perhaps it was made: whether it was missed is not known either.
            case Standing.Failed failed -> course.perhaps() == null;
            case Standing.Started started -> false;
            case Standing.Sent sent -> false;
            case Standing.FailedForGood failed -> false;
            case Standing.Uncertain uncertain -> false;
            case Standing.Missed missed -> false;
        };
        return goesOn && waits ? wantedAt().map(wanted -> wanted.plus(announcement.allowance())) : Optional.empty();
    }

    /** Whether it counts as missed at this time. */
    public boolean isOverdue(Instant at) {
        return overdueAt().filter(overdue -> !at.isBefore(overdue)).isPresent();
    }

    /** Whether an attempt may begin at this time. */
    public boolean isToBeSent(Instant at) {
        return nextAt().filter(next -> !at.isBefore(next)).isPresent() && !isOverdue(at);
    }
}
