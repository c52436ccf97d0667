package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What was said of a release's announcements, and since when they may be due.
 *
 * @param courses what became of each, by its id; of one that is not there nothing was said
 * @param windowSaidAt when the release's window was last said; null where it has none
 * @param reached how far deployments have come, by environment
 */
public record Announcements(
        PMap<String, Course> courses, @Nullable Instant windowSaidAt, PMap<String, Reached> reached) {

    static Announcements planned(@Nullable Window window, Instant at) {
        return new Announcements(HashTreePMap.empty(), window == null ? null : at, HashTreePMap.empty());
    }

    /**
     * When deployments to an environment first came so far: one at all, and one since the last that failed or was taken back.
     *
     * @param complete null where none has gone as far as its strategy goes
     * @param verified null where none was verified
     */
    public record Reached(
            Instant started,
            @Nullable Instant complete,
            @Nullable Instant verified) {}

    /**
     * An announcement's course so far.
     *
     * @param standing how it stands
     * @param attempts how many attempts there were
     * @param earlier how many of them there were when somebody last wanted it to go out
     * @param requestedAt when somebody last wanted it to go out; null where nobody did
     * @param perhaps the first attempt that may have gone out; null where every one is known to have failed
     */
    public record Course(
            Standing standing,
            int attempts,
            int earlier,
            @Nullable Instant requestedAt,
            @Nullable Perhaps perhaps) {
        private static final Course NOTHING_YET = new Course(new Standing.Planned(), 0, 0, null, null);

        private Course now(Standing next) {
            return now(next, perhaps);
        }

        private Course now(Standing next, @Nullable Perhaps known) {
            return new Course(next, attempts, earlier, requestedAt, known);
        }

        /** What may have gone out once an attempt is uncertain: the first such attempt, whatever follows it. */
        private Perhaps perhapsAlso(int attempt) {
            if (perhaps != null) {
                return perhaps;
            }
            return new Perhaps(attempt, standing instanceof Standing.Started started ? started.textDigest() : "");
        }

        /** What may have gone out once an attempt is known to have failed. */
        private @Nullable Perhaps perhapsWithout(int attempt) {
            return perhaps != null && perhaps.attempt() == attempt ? null : perhaps;
        }

        /** Whether it was made. */
        public boolean isSent() {
            return standing instanceof Standing.Sent;
        }
    }

    /**
     * An attempt that may have gone out, and that nobody has found out about.
     *
     * @param textDigest the digest of the text that its receivers have, if they have any; empty where no start was recorded
     */
    public record Perhaps(int attempt, String textDigest) {}

    /** How an announcement stands. */
    public sealed interface Standing {
        /** To be made when it is due. */
        record Planned() implements Standing {}

        /** To be made now, since somebody wants it. */
        record Requested(UUID by, Instant at) implements Standing {}

        /** An attempt is under way. */
        record Started(int attempt, String channel, String textDigest, UUID deliveryId, Instant at)
                implements Standing {}

        /**
         * Made.
         *
         * @param attempt the attempt that succeeded; 0 where it was made by hand
         * @param by who made it, or found out that it was made
         */
        record Sent(
                int attempt,
                boolean byHand,
                @Nullable String receipt,
                @Nullable String link,
                UUID by,
                Instant at) implements Standing {}

        /** Not made yet; to be tried again then. */
        record Failed(int attempt, String reason, Instant at, Instant retryAt) implements Standing {}

        /** Not made, and not tried again unless somebody wants it. */
        record FailedForGood(int attempt, String reason, Instant at) implements Standing {}

        /**
         * Perhaps made.
         *
         * @param retryAt when it is sent again, which can do no harm; null where a person decides
         */
        record Uncertain(
                int attempt,
                String reason,
                Instant at,
                @Nullable Instant retryAt) implements Standing {}

        /** Not made in time. */
        record Missed(Instant dueAt, Instant at) implements Standing {}
    }

    /** What became of an announcement so far. */
    public Course course(String announcementId) {
        return courses.getOrDefault(announcementId, Course.NOTHING_YET);
    }

    Announcements evolve(AnnouncementEvent event, Attribution by) {
        Course before = course(event.announcementId());
        Instant at = by.judgedAt();
        Course after = switch (event) {
            case AnnouncementRequested wanted ->
                new Course(new Standing.Requested(by.actor(), at), before.attempts(), before.attempts(), at, null);
            case AnnouncementStarted started ->
                new Course(
                        new Standing.Started(
                                started.attempt(), started.channel(), started.textDigest(), started.deliveryId(), at),
                        started.attempt(),
                        before.earlier(),
                        before.requestedAt(),
                        before.perhaps());
            case AnnouncementSent sent ->
                before.now(
                        new Standing.Sent(sent.attempt(), sent.byHand(), sent.receipt(), sent.link(), by.actor(), at),
                        null);
            case AnnouncementFailed failed ->
                before.now(
                        failed.retryAt() == null
                                ? new Standing.FailedForGood(failed.attempt(), failed.reason(), at)
                                : new Standing.Failed(failed.attempt(), failed.reason(), at, failed.retryAt()),
                        before.perhapsWithout(failed.attempt()));
            case AnnouncementUncertain unknown ->
                before.now(
                        new Standing.Uncertain(unknown.attempt(), unknown.reason(), at, unknown.retryAt()),
                        before.perhapsAlso(unknown.attempt()));
            case AnnouncementSettled settled ->
                before.now(
                        switch (settled.outcome()) {
                            case SENT -> new Standing.Sent(settled.attempt(), false, null, null, by.actor(), at);
                            case NOT_SENT -> new Standing.FailedForGood(settled.attempt(), settled.reason(), at);
                        },
                        null);
            case AnnouncementMissed missed -> before.now(new Standing.Missed(missed.dueAt(), at));
        };
        return new Announcements(courses.plus(event.announcementId(), after), windowSaidAt, reached);
    }

    /** Of a release whose window was said at this time. */
    Announcements windowSaid(Instant at) {
        return new Announcements(courses, at, reached);
    }

    /** Of a release with a deployment that stands like this since then. */
    Announcements reaching(Deployment deployment, Instant at) {
        Reached before = reached.get(deployment.environment());
        return new Announcements(
                courses,
                windowSaidAt,
                reached.plus(
                        deployment.environment(),
                        new Reached(
                                before == null ? at : before.started(),
                                first(before == null ? null : before.complete(), deployment.isComplete(), at),
                                first(before == null ? null : before.verified(), deployment.isVerified(), at))));
    }

    /** Of a release whose newest deployment to this environment failed or was taken back: what follows is for the next one. */
    Announcements leaving(String environment) {
        Reached before = reached.get(environment);
        return before == null
                ? this
                : new Announcements(
                        courses, windowSaidAt, reached.plus(environment, new Reached(before.started(), null, null)));
    }

    private static @Nullable Instant first(@Nullable Instant before, boolean isSo, Instant at) {
        return before == null && isSo ? at : before;
    }
}
