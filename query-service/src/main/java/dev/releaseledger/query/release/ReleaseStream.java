package dev.releaseledger.query.release;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.finding.rule.History;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release's stream, folded so far. The lists, the view, every {@code asOf} and the history are made by this one fold, so
 * that they cannot disagree.
 *
 * @param state what the history means
 * @param sequence the last known sequence; -1 before the first
 * @param position the position of the last entry; -1 before the first
 * @param recordedAt when the last entry was recorded
 * @param updatedAt the time that the last entry is judged by: the claimed time of backfilled history
 * @param bytes how many bytes of entries were folded: about the memory that the state takes
 * @param courses how its deployments went, by id
 * @param rollbacks what was said of its rollbacks, by id
 * @param history what rules that find something have to know of it
 * @param doubt the first entry that could not be understood; null when all were
 */
public record ReleaseStream(
        ReleaseState state,
        long sequence,
        long position,
        Instant recordedAt,
        Instant updatedAt,
        long bytes,
        Map<UUID, DeploymentCourse> courses,
        Map<UUID, RollbackCourse> rollbacks,
        History history,
        @Nullable Doubt doubt) {
    private static final String PREFIX = "release/";

    /** Where understanding ended, and why. What is shown may lack what that entry said. */
    public record Doubt(long position, String reason) {}

    /** Before the first entry. */
    public static ReleaseStream empty() {
        return new ReleaseStream(
                ReleaseState.unplanned(),
                -1,
                -1,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                Map.of(),
                Map.of(),
                History.nothing(),
                null);
    }

    /** The stream's name. */
    public static String name(UUID id) {
        return ReleaseEvent.stream(id);
    }

    /** The release whose stream this is; empty for other streams. */
    public static Optional<UUID> idOf(String stream) {
        if (!stream.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(stream.substring(PREFIX.length()));
            return name(id).equals(stream) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The stream with one more entry.
     *
     * @param at the entry's position
     * @param size its length in bytes
     */
    public ReleaseStream and(long at, ReadEntry entry, int size) {
        return switch (entry) {
            case ReadEntry.Understood understood -> evolved(understood, size);
            case ReadEntry.NotKnown notKnown ->
                moved(notKnown.envelope(), state, size, courses, rollbacks, history, doubtful(at, notKnown.reason()));
            case ReadEntry.Unreadable unreadable ->
                new ReleaseStream(
                        state,
                        sequence,
                        at,
                        recordedAt,
                        updatedAt,
                        bytes + size,
                        courses,
                        rollbacks,
                        history,
                        doubtful(at, unreadable.reason()));
        };
    }

    private ReleaseStream evolved(ReadEntry.Understood entry, int size) {
        Envelope envelope = entry.envelope();
        if (!(entry.event() instanceof ReleaseEvent event)) {
            return moved(
                    envelope,
                    state,
                    size,
                    courses,
                    rollbacks,
                    history,
                    doubtful(envelope.position(), envelope.type() + " is not said of releases"));
        }
        try {
            ReleaseState next = state.evolve(event, envelope.attribution());
            return moved(
                    envelope,
                    next,
                    size,
                    DeploymentCourse.after(courses, state, next, envelope),
                    RollbackCourse.after(rollbacks, event, envelope),
                    history.and(event, envelope),
                    doubt);
        } catch (HistoryBroken | IllegalArgumentException e) {
            return moved(
                    envelope,
                    state,
                    size,
                    courses,
                    rollbacks,
                    history,
                    doubtful(envelope.position(), String.valueOf(e.getMessage())));
        }
    }

    private ReleaseStream moved(
            Envelope envelope,
            ReleaseState next,
            int size,
            Map<UUID, DeploymentCourse> nextCourses,
            Map<UUID, RollbackCourse> nextRollbacks,
            History nextHistory,
            @Nullable Doubt nextDoubt) {
        return new ReleaseStream(
                next,
                envelope.sequence(),
                envelope.position(),
                envelope.time(),
                judgedAt(envelope),
                bytes + size,
                nextCourses,
                nextRollbacks,
                nextHistory,
                nextDoubt);
    }

    /** About the memory that it takes, in bytes, for caches that are bounded by it. */
    public int weight() {
        return (int) Math.min(Integer.MAX_VALUE, 1_000 + bytes);
    }

    /** The claimed time of backfilled history, otherwise the recorded time. */
    public static Instant judgedAt(Envelope envelope) {
        Attribution by = envelope.attribution();
        return by.occurredAt() == null ? envelope.time() : by.occurredAt();
    }

    /** The same; null for an entry that cannot be read. */
    public static @Nullable Instant judgedAt(ReadEntry read) {
        Envelope envelope = read.envelope();
        return envelope == null ? null : judgedAt(envelope);
    }

    private Doubt doubtful(long at, String reason) {
        return doubt == null ? new Doubt(at, reason) : doubt;
    }

    /** The release, once it is planned. */
    public Optional<Release> release() {
        return state instanceof Release release ? Optional.of(release) : Optional.empty();
    }

    /** The stream as far as it can be told without the policy that the release pins, which is not understood. */
    public ReleaseStream withoutPolicy(int version) {
        return new ReleaseStream(
                state,
                sequence,
                position,
                recordedAt,
                updatedAt,
                bytes,
                courses,
                rollbacks,
                history,
                doubtful(position, "version " + version + " of the product's policy is not understood"));
    }

    /** Whether an entry of this stream could not be understood. */
    public boolean incomplete() {
        return doubt != null;
    }
}
