package dev.releaseledger.events.release;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A rollback of a deployment.
 *
 * @param demand what is to be taken back, and why
 * @param confirmations who confirmed it as what; complete with one for on-call and one for manager
 * @param progress how far the procedure is
 * @param executions what the executing system was asked for, by kind
 * @param done what was executed, by kind
 * @param met the obligations that were met, by their ids
 */
public record Rollback(
        Demand demand,
        PMap<Role, UUID> confirmations,
        Progress progress,
        PMap<RollbackKind, Execution> executions,
        PMap<RollbackKind, Done> done,
        PMap<String, Met> met) {

    /**
     * What is to be taken back, and why.
     *
     * @param toVersion the version to return to; null where there is none
     * @param trigger the trigger that demanded it; null where somebody asked for it
     */
    public record Demand(
            UUID rollbackId,
            UUID deploymentId,
            RollbackReason reason,
            Set<RollbackKind> kinds,
            @Nullable String toVersion,
            String summary,
            @Nullable TriggerFired trigger,
            UUID triggeredBy,
            Instant triggeredAt) {}

    /** The roles that have to confirm, each by a person of its own. */
    public static final Set<Role> CONFIRMED_AS = Set.of(Role.ON_CALL, Role.MANAGER);

    /** How far a rollback is. */
    public sealed interface Progress {
        /** It waits for people to confirm it. */
        record Waiting() implements Progress {}

        /** It was authorised, by a record that tells no more of it. */
        record Authorised(Instant at) implements Progress {}

        /** It is executed. */
        record Executing(Instant since, @Nullable String preAuthorisedBy) implements Progress {}

        /** Everything was executed; health reports have to tell whether it helped. */
        record Executed(Instant startedAt, Instant at) implements Progress {}

        /** It helped. */
        record Verified(Instant startedAt, Instant executedAt, Instant at, UUID report) implements Progress {}

        /** It helped, and people were told. */
        record Completed(Instant startedAt, Instant executedAt, Instant verifiedAt, Instant at) implements Progress {}

        /** It did not work. */
        record Failed(
                Instant startedAt, Instant at, @Nullable RollbackKind kind, String summary) implements Progress {}

        /** It will not be done. */
        record Withdrawn(Instant at, String reason) implements Progress {}
    }

    /**
     * What the executing system was asked for.
     *
     * @param attempts how many attempts there were
     * @param perhapsBegun whether nobody knows of one of them if it was begun, so that a later one that was not does not settle it
     * @param standing how the last one stands
     */
    public record Execution(int attempts, boolean perhapsBegun, Standing standing) {
        /** How an attempt stands. */
        public sealed interface Standing {
            /** Under way; nothing is known yet. */
            record Started(UUID executionId, Instant at) implements Standing {}

            /** Acknowledged. */
            record Accepted(Instant at) implements Standing {}

            /** Surely not begun, or broken on the way. */
            record Failed(
                    Instant at, String reason, @Nullable Instant retryAt) implements Standing {}

            /** Nobody knows. */
            record Uncertain(
                    Instant at, String reason, @Nullable Instant retryAt) implements Standing {}
        }
    }

    /** What was executed: the evidence of it, who said so and when. */
    public record Done(RollbackStepDone evidence, UUID by, Instant at) {}

    /** An obligation that was met: how, who said so and when. */
    public record Met(RollbackObligationMet evidence, UUID by, Instant at) {}

    /** Whether it goes on: nothing else is deployed there meanwhile, and there is no second one of the deployment. */
    public boolean isUnderWay() {
        return switch (progress) {
            case Progress.Waiting waiting -> true;
            case Progress.Authorised authorised -> false;
            case Progress.Executing executing -> true;
            case Progress.Executed executed -> true;
            case Progress.Verified verified -> false;
            case Progress.Completed completed -> false;
            case Progress.Failed failed -> false;
            case Progress.Withdrawn withdrawn -> false;
        };
    }

    /** Whether nothing follows but what it obliges to. */
    public boolean isOver() {
        return !isUnderWay() && !(progress instanceof Progress.Verified);
    }

    /** Whether it waits for people to confirm it before anything is done. */
    public boolean isWaiting() {
        return progress instanceof Progress.Waiting;
    }

    /** Whether both confirmed. */
    public boolean isConfirmed() {
        return confirmations.keySet().containsAll(CONFIRMED_AS);
    }

    /** When it started to be executed; null where it has not. */
    public @Nullable Instant startedAt() {
        return switch (progress) {
            case Progress.Waiting waiting -> null;
            case Progress.Authorised authorised -> authorised.at();
            case Progress.Executing executing -> executing.since();
            case Progress.Executed executed -> executed.startedAt();
            case Progress.Verified verified -> verified.startedAt();
            case Progress.Completed completed -> completed.startedAt();
            case Progress.Failed failed -> failed.startedAt();
            case Progress.Withdrawn withdrawn -> null;
        };
    }

    /** When it was verified; null where it was not. */
    public @Nullable Instant verifiedAt() {
        return switch (progress) {
            case Progress.Verified verified -> verified.at();
            case Progress.Completed completed -> completed.verifiedAt();
            case Progress.Waiting waiting -> null;
            case Progress.Authorised authorised -> null;
            case Progress.Executing executing -> null;
            case Progress.Executed executed -> null;
            case Progress.Failed failed -> null;
            case Progress.Withdrawn withdrawn -> null;
        };
    }

    /** Its id. */
    public UUID rollbackId() {
        return demand.rollbackId();
    }

    /** The deployment that it takes back. */
    public UUID deploymentId() {
        return demand.deploymentId();
    }

    static Rollback waiting(Demand demand) {
        return new Rollback(
                demand,
                HashTreePMap.empty(),
                new Progress.Waiting(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty());
    }

    Rollback now(Progress next) {
        return new Rollback(demand, confirmations, next, executions, done, met);
    }

    Rollback confirmed(Role as, UUID by) {
        return new Rollback(demand, confirmations.plus(as, by), progress, executions, done, met);
    }

    Rollback executing(RollbackKind kind, Execution execution) {
        return new Rollback(demand, confirmations, progress, executions.plus(kind, execution), done, met);
    }

    Rollback done(RollbackKind kind, Done how) {
        PMap<RollbackKind, Done> then = done.plus(kind, how);
        Instant started = startedAt();
        return new Rollback(
                demand,
                confirmations,
                progress instanceof Progress.Executing
                                && started != null
                                && then.keySet().containsAll(demand.kinds())
                        ? new Progress.Executed(started, how.at())
                        : progress,
                executions,
                then,
                met);
    }

    Rollback met(String obligation, Met how) {
        return new Rollback(demand, confirmations, progress, executions, done, met.plus(obligation, how));
    }

    /** With what this event says of it. */
    Rollback evolve(RollbackEvent event, Attribution by) {
        Instant at = by.judgedAt();
        return switch (event) {
            case RollbackConfirmed confirmed -> confirmed(confirmed.confirmedAs(), by.actor());
            case RollbackAuthorised authorised -> now(new Progress.Authorised(at));
            case RollbackStarted started -> now(new Progress.Executing(at, started.preAuthorisedBy()));
            case RollbackExecutionEvent said -> executing(said.kind(), execution(said, at));
            case RollbackStepDone step -> done(step.kind(), new Done(step, by.actor(), at));
            case RollbackVerified verified -> {
                if (!(progress instanceof Progress.Executed executed)) {
                    throw new HistoryBroken("rollback " + rollbackId() + " was not executed");
                }
                yield now(new Progress.Verified(executed.startedAt(), executed.at(), at, verified.report()));
            }
            case RollbackFailed failed -> {
                Instant started = startedAt();
                yield now(new Progress.Failed(started == null ? at : started, at, failed.kind(), failed.summary()));
            }
            case RollbackCompleted completed -> {
                if (!(progress instanceof Progress.Verified verified)) {
                    throw new HistoryBroken("rollback " + rollbackId() + " was not verified");
                }
                yield now(new Progress.Completed(verified.startedAt(), verified.executedAt(), verified.at(), at));
            }
            case RollbackWithdrawn withdrawn -> now(new Progress.Withdrawn(at, withdrawn.reason()));
            case RollbackObligationMet done -> met(done.obligation(), new Met(done, by.actor(), at));
        };
    }

    private Execution execution(RollbackExecutionEvent event, Instant at) {
        Execution before = executions.get(event.kind());
        return new Execution(
                event.attempt(),
                event instanceof RollbackExecutionUncertain || before != null && before.perhapsBegun(),
                switch (event) {
                    case RollbackExecutionStarted started -> new Execution.Standing.Started(started.executionId(), at);
                    case RollbackExecutionAccepted accepted -> new Execution.Standing.Accepted(at);
                    case RollbackExecutionFailed failed ->
                        new Execution.Standing.Failed(at, failed.reason(), failed.retryAt());
                    case RollbackExecutionUncertain unknown ->
                        new Execution.Standing.Uncertain(at, unknown.reason(), unknown.retryAt());
                });
    }
}
