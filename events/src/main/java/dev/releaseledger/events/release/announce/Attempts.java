package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.Announcements.Course;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How often an announcement is tried, and with which pauses: 1, 5, 25 and 125 minutes between five attempts. */
public final class Attempts {
    private static final int MOST = 5;
    private static final int GROWTH = 5;

    private Attempts() {}

    /**
     * When to try again after an attempt that ended at this time.
     *
     * @param atLeast how long the other side asks to be left alone
     * @return empty where it was the last one
     */
    public static Optional<Instant> next(Course course, Instant ended, Duration atLeast) {
        int made = course.attempts() - course.earlier();
        if (made >= MOST) {
            return Optional.empty();
        }
        Duration pause = Duration.ofMinutes((long) Math.pow(GROWTH, made - 1.0));
        return Optional.of(ended.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause));
    }

    /** What repeated deliveries of an announcement are known by: the same until somebody wants it to go out once more. */
    public static UUID deliveryId(UUID releaseId, String announcementId, Course course) {
        return UUID.nameUUIDFromBytes(
                (releaseId + "/" + announcementId + "/" + course.earlier()).getBytes(StandardCharsets.UTF_8));
    }
}
