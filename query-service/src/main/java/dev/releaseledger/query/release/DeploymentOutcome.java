package dev.releaseledger.query.release;

import dev.releaseledger.query.release.DeploymentCourse.Change;
import dev.releaseledger.query.release.DeploymentCourse.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment came to, by its own release's stream alone.
 *
 * @param verified that it works; null where nobody said so
 * @param ended that it was verified, found failing or taken out, whichever was first; null while it is under way
 * @param failed since when it is known to fail; null where it is not
 * @param back that it is taken back, and what ran before is there again; null where it is not
 */
public record DeploymentOutcome(
        Mark started,
        @Nullable Mark verified,
        @Nullable Mark ended,
        @Nullable Failure failed,
        @Nullable Mark back) {
    private static final Set<Standing> TAKEN_OUT = Set.of(Standing.BEING_TAKEN_BACK, Standing.TAKEN_BACK);

    /**
     * An entry.
     *
     * @param at when it happened: the claimed time of backfilled history, otherwise the recorded time
     */
    public record Mark(long position, Instant at, Instant recordedAt) {
        private static Mark of(Change change) {
            return new Mark(change.position(), change.at(), change.recordedAt());
        }
    }

    /** By what it is known that a deployment failed. */
    public enum Cause {
        /** It was looked at, and does not work. */
        FOUND_FAILING,
        /** It was taken out by a rollback. */
        TAKEN_BACK
    }

    /** @param since the entry that found it, or by which the rollback came up */
    public record Failure(Cause cause, Mark since) {}

    /**
     * Tells it from how the deployment went.
     *
     * @param rollbacks the release's, by id
     */
    public static DeploymentOutcome of(DeploymentCourse course, Map<UUID, RollbackCourse> rollbacks) {
        return new DeploymentOutcome(
                Mark.of(course.start()),
                first(course, Set.of(Standing.VERIFIED)).map(Mark::of).orElse(null),
                course.changes().stream()
                        .filter(change -> change.standing() != Standing.RUNNING)
                        .findFirst()
                        .map(Mark::of)
                        .orElse(null),
                failure(course, rollbacks),
                first(course, Set.of(Standing.TAKEN_BACK)).map(Mark::of).orElse(null));
    }

    private static Optional<Change> first(DeploymentCourse course, Set<Standing> standings) {
        return course.changes().stream()
                .filter(change -> standings.contains(change.standing()))
                .findFirst();
    }

    private static @Nullable Failure failure(DeploymentCourse course, Map<UUID, RollbackCourse> rollbacks) {
        Optional<Change> found = first(course, Set.of(Standing.FAILED));
        Optional<Change> takenOut = first(course, TAKEN_OUT);
        Failure byRollback = takenOut.map(
                        change -> new Failure(Cause.TAKEN_BACK, begun(change, rollbacks.get(change.rollbackId()))))
                .orElse(null);
        Failure byLooking = found.map(change -> new Failure(Cause.FOUND_FAILING, Mark.of(change)))
                .orElse(null);
        if (byLooking == null || byRollback == null) {
            return byLooking == null ? byRollback : byLooking;
        }
        return byLooking.since().position() < byRollback.since().position() ? byLooking : byRollback;
    }

    private static Mark begun(Change takenOut, @Nullable RollbackCourse rollback) {
        if (rollback == null) {
            return Mark.of(takenOut);
        }
        RollbackCourse.Said first = rollback.said().getFirst();
        return new Mark(first.position(), first.at(), first.recordedAt());
    }
}
