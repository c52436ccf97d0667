package dev.releaseledger.query.release.view;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.health.Health;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment stands.
 *
 * @param standing {@code RUNNING}, {@code VERIFIED}, {@code FAILED} or {@code TAKEN_BACK}
 * @param percent how far a running one is; null otherwise
 * @param by who found it so; null where nobody did
 * @param at since when it stands so; null while it is running
 * @param rollbackId what took it back; null otherwise
 * @param rollout how it goes on; null where that was not planned, as in what is told of the past
 * @param replaces what ran in the environment before; null where nothing is known to
 * @param verdict what its health reports say together; null before the first
 * @param newestReport the report of the newest window; null before the first
 * @param usual what its reports are compared with: the figures of the environment's last healthy deployment, and the policy's
 *     for what that does not tell
 * @param watchedUntil when it stops being watched; null while it is under way, and after it failed or was taken back
 * @param fired the triggers that fired since it was healthy last, by their ids
 */
public record DeploymentStanding(
        UUID id,
        String environment,
        Strategy strategy,
        @Nullable Artefact artefact,
        UUID startedBy,
        Instant startedAt,
        String standing,
        @Nullable Integer percent,
        @Nullable UUID by,
        @Nullable Instant at,
        @Nullable UUID rollbackId,
        @Nullable RolloutStanding rollout,
        @Nullable RunningVersion replaces,
        @Nullable HealthVerdict verdict,
        @Nullable HealthReport newestReport,
        Baseline usual,
        @Nullable Instant watchedUntil,
        List<TriggerFired> fired) {

    static DeploymentStanding of(Deployment deployment, ReleasePolicy policy, Map<String, FlagStanding> flags) {
        return switch (deployment.standing()) {
            case Deployment.Standing.Running running ->
                of(deployment, policy, flags, "RUNNING", running.percent(), null, null, null);
            case Deployment.Standing.Verified verified ->
                of(deployment, policy, flags, "VERIFIED", null, verified.by(), verified.at(), null);
            case Deployment.Standing.Failed failed ->
                of(deployment, policy, flags, "FAILED", null, failed.by(), failed.at(), null);
            case Deployment.Standing.TakenBack takenBack ->
                of(deployment, policy, flags, "TAKEN_BACK", null, null, takenBack.at(), takenBack.rollbackId());
        };
    }

    private static DeploymentStanding of(
            Deployment deployment,
            ReleasePolicy policy,
            Map<String, FlagStanding> flags,
            String standing,
            @Nullable Integer percent,
            @Nullable UUID by,
            @Nullable Instant at,
            @Nullable UUID rollbackId) {
        Rollout rollout = deployment.rollout();
        return new DeploymentStanding(
                deployment.deploymentId(),
                deployment.environment(),
                deployment.strategy(),
                deployment.artefact(),
                deployment.startedBy(),
                deployment.startedAt(),
                standing,
                percent,
                by,
                at,
                rollbackId,
                rollout == null ? null : RolloutStanding.of(rollout, deployment, flags),
                deployment.replaces(),
                deployment.health().verdict(),
                deployment.health().newest().orElse(null),
                Health.baseline(deployment, policy),
                deployment.watchedUntil(policy.health()).orElse(null),
                deployment.health().fired().values().stream()
                        .sorted(Comparator.comparing(TriggerFired::trigger))
                        .toList());
    }
}
