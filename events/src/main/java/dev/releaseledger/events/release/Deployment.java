package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.HealthPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A deployment of the release.
 *
 * @param contentRevision the {@link ContentRevision#number} of the content that was deployed
 * @param standing how it stands
 * @param rollout how it goes on; null where that was not planned, as in what is told of the past
 * @param replaces what ran in the environment before; null where nothing is known to
 * @param usual what was usual with what ran there healthy last
 * @param taken the steps that it took, in order
 * @param health what health reports said of it
 * @param watchPassed whether it is on record that the time to watch it has passed
 */
public record Deployment(
        UUID deploymentId,
        String environment,
        Strategy strategy,
        @Nullable Artefact artefact,
        int contentRevision,
        UUID startedBy,
        Instant startedAt,
        Standing standing,
        @Nullable Rollout rollout,
        @Nullable RunningVersion replaces,
        Baseline usual,
        PVector<TakenStep> taken,
        DeploymentHealth health,
        boolean watchPassed) {

    static Deployment started(DeploymentStarted event, int contentRevision, Attribution by) {
        return new Deployment(
                event.deploymentId(),
                event.environment(),
                event.strategy(),
                event.artefact(),
                contentRevision,
                by.actor(),
                by.judgedAt(),
                new Standing.Running(0),
                null,
                null,
                Baseline.UNKNOWN,
                TreePVector.empty(),
                DeploymentHealth.UNKNOWN,
                false);
    }

    /** How a deployment stands. */
    public sealed interface Standing {
        /** Under way, this far. */
        record Running(int percent) implements Standing {}

        /** Looked at, and works. */
        record Verified(UUID by, Instant at) implements Standing {}

        /** Looked at, and does not work. */
        record Failed(UUID by, Instant at) implements Standing {}

        /** Taken back, or being so. */
        record TakenBack(UUID rollbackId, Instant at) implements Standing {}
    }

    Deployment with(Standing next) {
        return with(next, rollout, replaces, usual, taken, health, watchPassed);
    }

    Deployment with(RolloutPlanned planned) {
        return with(
                standing,
                Rollout.of(strategy, planned),
                planned.replaces(),
                planned.baseline(),
                taken,
                health,
                watchPassed);
    }

    Deployment with(StepTaken event, Attribution by) {
        RolloutStep step =
                nextStep().orElseThrow(() -> new HistoryBroken("deployment " + deploymentId + " has no step left"));
        return with(
                isRunning() ? new Standing.Running(event.percent()) : standing,
                rollout,
                replaces,
                usual,
                taken.plus(new TakenStep(step, by.actor(), by.judgedAt())),
                health,
                watchPassed);
    }

    Deployment with(DeploymentHealth next) {
        return with(standing, rollout, replaces, usual, taken, next, watchPassed);
    }

    private Deployment with(
            Standing then,
            @Nullable Rollout how,
            @Nullable RunningVersion before,
            Baseline compared,
            PVector<TakenStep> steps,
            DeploymentHealth found,
            boolean passed) {
        return new Deployment(
                deploymentId,
                environment,
                strategy,
                artefact,
                contentRevision,
                startedBy,
                startedAt,
                then,
                how,
                before,
                compared,
                steps,
                found,
                passed);
    }

    Deployment withItsWatchPassed() {
        return with(standing, rollout, replaces, usual, taken, health, true);
    }

    /** The step that follows; empty where none does. */
    public Optional<RolloutStep> nextStep() {
        return Optional.ofNullable(rollout).flatMap(way -> way.after(taken.size()));
    }

    /** The step that it took last; empty before the first. */
    public Optional<TakenStep> lastStep() {
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken.get(taken.size() - 1));
    }

    /** The step before its verification that was not taken yet; empty where it can be verified. */
    public Optional<RolloutStep> stepBeforeVerification() {
        return Optional.ofNullable(rollout)
                .flatMap(Rollout::lastBeforeVerification)
                .filter(last -> taken.stream().noneMatch(step -> step.step().equals(last)));
    }

    /** When it stops being watched; empty while it is under way, or after it failed or was taken back. */
    public Optional<Instant> watchedUntil(HealthPolicy policy) {
        return standing instanceof Standing.Verified verified
                ? Optional.of(verified.at().plus(policy.watch()))
                : Optional.empty();
    }

    /** Whether health reports say that it is healthy, and did so until it had been verified for so long. */
    public boolean wasHealthyFor(Duration during) {
        return standing instanceof Standing.Verified verified
                && health.verdict() == HealthVerdict.HEALTHY
                && health.newest()
                        .filter(report -> !report.to().isBefore(verified.at().plus(during)))
                        .isPresent();
    }

    /** Whether health reports say that it is healthy, the newest of a window from this time on. */
    public boolean isHealthySince(Instant time) {
        return health.verdict() == HealthVerdict.HEALTHY
                && health.newest()
                        .filter(report -> !report.from().isBefore(time))
                        .isPresent();
    }

    /** Whether it is still under way. */
    public boolean isRunning() {
        return standing instanceof Standing.Running;
    }

    /** Whether the release is in the environment as far as the strategy goes: verified, or advanced to the end. */
    public boolean isComplete() {
        return switch (standing) {
            case Standing.Running running ->
                rollout == null
                        ? running.percent() == 100 || !goesStepByStep()
                        : stepBeforeVerification().isEmpty();
            case Standing.Verified verified -> true;
            case Standing.Failed failed -> false;
            case Standing.TakenBack takenBack -> false;
        };
    }

    /** Whether its strategy goes step by step, so that it has to be advanced to the end before it can be verified. */
    public boolean goesStepByStep() {
        return strategy == Strategy.ROLLING || strategy == Strategy.CANARY;
    }

    /** Whether it was verified and not taken back. */
    public boolean isVerified() {
        return standing instanceof Standing.Verified;
    }
}
