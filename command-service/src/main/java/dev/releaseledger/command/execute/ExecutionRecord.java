package dev.releaseledger.command.execute;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackExecutionAccepted;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackStepDone;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What to record of an attempt to have a rollback executed. Pure. */
final class ExecutionRecord {
    private ExecutionRecord() {}

    /**
     * How an attempt ended.
     *
     * @param demand the rollback's demand
     * @param course the execution with this attempt in it
     * @param ended when it ended
     * @param source what executed
     */
    static RollbackEvent of(
            Rollback.Demand demand,
            RollbackKind kind,
            Rollback.Execution course,
            ExecutionOutcome outcome,
            Instant ended,
            String source) {
        UUID id = demand.rollbackId();
        int attempt = course.attempts();
        return switch (outcome) {
            case ExecutionOutcome.Done done -> done(demand, kind, attempt, done, source);
            case ExecutionOutcome.Accepted accepted -> new RollbackExecutionAccepted(id, kind, attempt);
            case ExecutionOutcome.Failed failed ->
                failed(id, kind, course, failed.reason(), next(attempt, ended, failed.retryAfter()));
            case ExecutionOutcome.Refused refused -> failed(id, kind, course, refused.reason(), null);
            case ExecutionOutcome.Broke broke ->
                new RollbackExecutionFailed(id, kind, attempt, "it was executed, and failed: " + broke.summary(), null);
            case ExecutionOutcome.Uncertain uncertain ->
                new RollbackExecutionUncertain(id, kind, attempt, uncertain.reason(), next(attempt, ended, null));
        };
    }

    private static @Nullable Instant next(int attempt, Instant ended, @Nullable Duration atLeast) {
        return ExecutionAttempts.next(attempt, ended, atLeast).orElse(null);
    }

    /** Where an acknowledgement cannot hold the evidence that the kind needs, it is acknowledged, and the evidence follows. */
    private static RollbackEvent done(
            Rollback.Demand demand, RollbackKind kind, int attempt, ExecutionOutcome.Done done, String source) {
        boolean isEvidence = switch (kind) {
            case CODE -> true;
            case FLAG -> !done.flags().isEmpty();
            case DATA -> done.link() != null && done.digest() != null;
        };
        return isEvidence
                ? new RollbackStepDone(
                        demand.rollbackId(),
                        kind,
                        source,
                        kind == RollbackKind.CODE ? demand.toVersion() : null,
                        done.flags(),
                        done.link(),
                        done.digest(),
                        done.summary())
                : new RollbackExecutionAccepted(demand.rollbackId(), kind, attempt);
    }

    /** The last attempt was not begun, but perhaps an earlier one was: that is what people have to know. */
    private static RollbackEvent failed(
            UUID id, RollbackKind kind, Rollback.Execution course, String reason, @Nullable Instant retryAt) {
        return retryAt == null && course.perhapsBegun()
                ? new RollbackExecutionUncertain(
                        id,
                        kind,
                        course.attempts(),
                        "nobody knows what became of an earlier attempt; this one was not begun: " + reason,
                        null)
                : new RollbackExecutionFailed(id, kind, course.attempts(), reason, retryAt);
    }
}
