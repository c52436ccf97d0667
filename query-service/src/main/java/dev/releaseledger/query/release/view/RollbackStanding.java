package dev.releaseledger.query.release.view;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.RollbackCourse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a rollback stands.
 *
 * @param toVersion the version to return to; null where there is none
 * @param trigger the trigger that demanded it, with what it observed; null where somebody asked for it
 * @param progress how far it is, in a word
 * @param preAuthorisedBy the trigger that acted before people confirmed it; null where none did
 * @param startedAt when it began to be executed; null where it has not
 * @param verifiedAt when health reports were found to say that it helped; null where they were not
 * @param endedAt when it was completed, failed or was withdrawn; null where it was not
 * @param why why it failed or was withdrawn; null where it was not
 * @param confirmations who confirmed it as what
 * @param missing the roles that still have to confirm, also where it was started before they did; none once it was withdrawn
 * @param steps the six steps, in their order
 * @param executions what the executing system was asked for; none where people execute it
 * @param obligations what it obliges to
 */
public record RollbackStanding(
        UUID id,
        UUID deploymentId,
        RollbackReason reason,
        Set<RollbackKind> kinds,
        @Nullable String toVersion,
        String summary,
        UUID triggeredBy,
        Instant triggeredAt,
        @Nullable TriggerFired trigger,
        RollbackProgress progress,
        @Nullable String preAuthorisedBy,
        @Nullable Instant startedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant endedAt,
        @Nullable String why,
        Map<Role, UUID> confirmations,
        Set<Role> missing,
        List<RollbackStep> steps,
        List<RollbackExecution> executions,
        List<RollbackObligation> obligations) {

    /** How far a rollback is. */
    public enum RollbackProgress {
        /** It waits for people to confirm it. */
        WAITING,
        /** It is executed. */
        EXECUTING,
        /** Everything was executed; health reports have to tell whether it helped. */
        EXECUTED,
        /** It helped. */
        VERIFIED,
        /** It helped, and people were told. */
        COMPLETED,
        /** It did not work. */
        FAILED,
        /** It will not be done. */
        WITHDRAWN,
        /** It was authorised, by a record that tells no more of it. */
        AUTHORISED
    }

    /** How an attempt to have something executed stands. */
    public enum AttemptStanding {
        /** Under way; nothing is known yet. */
        STARTED,
        /** Acknowledged. */
        ACCEPTED,
        /** Surely not begun. */
        FAILED,
        /** Nobody knows. */
        UNCERTAIN
    }

    /**
     * What the executing system was asked for.
     *
     * @param attempts how many attempts there were
     * @param standing how the last one stands
     * @param executionId what that system knows the last one by; null once it is over
     * @param since since when it stands so
     * @param reason why it failed or is uncertain; null otherwise
     * @param retryAt when it is asked again; null where it is not, or a person has to act
     */
    public record RollbackExecution(
            RollbackKind kind,
            int attempts,
            AttemptStanding standing,
            @Nullable UUID executionId,
            Instant since,
            @Nullable String reason,
            @Nullable Instant retryAt) {}

    /**
     * Something that the rollback obliges to.
     *
     * @param by who said that it was met; null where nobody did
     */
    public record RollbackObligation(
            String id,
            String title,
            RollbackStep.State state,
            @Nullable UUID by,
            @Nullable Instant at,
            @Nullable String link,
            @Nullable String digest,
            @Nullable String comment) {}

    static RollbackStanding of(Rollback rollback, ReleaseStream stream, Release release, ReleasePolicy policy) {
        RollbackCourse course = stream.rollbacks().get(rollback.rollbackId());
        Rollback.Demand demand = rollback.demand();
        return new RollbackStanding(
                demand.rollbackId(),
                demand.deploymentId(),
                demand.reason(),
                demand.kinds(),
                demand.toVersion(),
                demand.summary(),
                demand.triggeredBy(),
                demand.triggeredAt(),
                demand.trigger(),
                progress(rollback.progress()),
                course == null ? null : preAuthorisedBy(course),
                rollback.startedAt(),
                rollback.verifiedAt(),
                endedAt(rollback.progress()),
                why(rollback.progress()),
                rollback.confirmations(),
                missing(rollback),
                RollbackSteps.of(rollback, course == null ? List.of() : course.said(), release, policy),
                executions(rollback),
                obligations(rollback, policy));
    }

    private static RollbackProgress progress(Rollback.Progress progress) {
        return switch (progress) {
            case Rollback.Progress.Waiting waiting -> RollbackProgress.WAITING;
            case Rollback.Progress.Authorised authorised -> RollbackProgress.AUTHORISED;
            case Rollback.Progress.Executing executing -> RollbackProgress.EXECUTING;
            case Rollback.Progress.Executed executed -> RollbackProgress.EXECUTED;
            case Rollback.Progress.Verified verified -> RollbackProgress.VERIFIED;
            case Rollback.Progress.Completed completed -> RollbackProgress.COMPLETED;
            case Rollback.Progress.Failed failed -> RollbackProgress.FAILED;
            case Rollback.Progress.Withdrawn withdrawn -> RollbackProgress.WITHDRAWN;
        };
    }

    private static @Nullable String preAuthorisedBy(RollbackCourse course) {
        for (RollbackStarted started : course.all(RollbackStarted.class)) {
            return started.preAuthorisedBy();
        }
        return null;
    }

    private static @Nullable Instant endedAt(Rollback.Progress progress) {
        return switch (progress) {
            case Rollback.Progress.Completed completed -> completed.at();
            case Rollback.Progress.Failed failed -> failed.at();
            case Rollback.Progress.Withdrawn withdrawn -> withdrawn.at();
            case Rollback.Progress.Waiting waiting -> null;
            case Rollback.Progress.Authorised authorised -> null;
            case Rollback.Progress.Executing executing -> null;
            case Rollback.Progress.Executed executed -> null;
            case Rollback.Progress.Verified verified -> null;
        };
    }

    private static @Nullable String why(Rollback.Progress progress) {
        if (progress instanceof Rollback.Progress.Failed failed) {
            return failed.kind() == null ? failed.summary() : failed.kind() + ": " + failed.summary();
        }
        return progress instanceof Rollback.Progress.Withdrawn withdrawn ? withdrawn.reason() : null;
    }

    private static Set<Role> missing(Rollback rollback) {
        if (rollback.progress() instanceof Rollback.Progress.Withdrawn) {
            return Set.of();
        }
        Set<Role> missing = new TreeSet<>(Rollback.CONFIRMED_AS);
        missing.removeAll(rollback.confirmations().keySet());
        return missing;
    }

    private static List<RollbackExecution> executions(Rollback rollback) {
        return rollback.executions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> execution(each.getKey(), each.getValue()))
                .toList();
    }

    private static RollbackExecution execution(RollbackKind kind, Rollback.Execution execution) {
        int attempts = execution.attempts();
        return switch (execution.standing()) {
            case Rollback.Execution.Standing.Started started ->
                new RollbackExecution(
                        kind, attempts, AttemptStanding.STARTED, started.executionId(), started.at(), null, null);
            case Rollback.Execution.Standing.Accepted accepted ->
                new RollbackExecution(kind, attempts, AttemptStanding.ACCEPTED, null, accepted.at(), null, null);
            case Rollback.Execution.Standing.Failed failed ->
                new RollbackExecution(
                        kind, attempts, AttemptStanding.FAILED, null, failed.at(), failed.reason(), failed.retryAt());
            case Rollback.Execution.Standing.Uncertain unknown ->
                new RollbackExecution(
                        kind,
                        attempts,
                        AttemptStanding.UNCERTAIN,
                        null,
                        unknown.at(),
                        unknown.reason(),
                        unknown.retryAt());
        };
    }

    private static List<RollbackObligation> obligations(Rollback rollback, ReleasePolicy policy) {
        return policy.rollback().obligations().stream()
                .map(obligation -> obligation(obligation, rollback))
                .toList();
    }

    private static RollbackObligation obligation(Named obligation, Rollback rollback) {
        Rollback.Met met = rollback.met().get(obligation.id());
        if (met == null) {
            boolean needed = !(rollback.progress() instanceof Rollback.Progress.Withdrawn);
            return new RollbackObligation(
                    obligation.id(),
                    obligation.title(),
                    needed ? RollbackStep.State.OPEN : RollbackStep.State.NOT_NEEDED,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        return new RollbackObligation(
                obligation.id(),
                obligation.title(),
                RollbackStep.State.DONE,
                met.by(),
                met.at(),
                met.evidence().link(),
                met.evidence().digest(),
                met.evidence().comment());
    }
}
