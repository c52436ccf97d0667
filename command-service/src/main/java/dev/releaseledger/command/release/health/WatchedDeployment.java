package dev.releaseledger.command.release.health;

import dev.releaseledger.events.policy.HealthPolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.RollbackKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A deployment of which reports are wanted. */
record WatchedDeployment(Release release, Deployment deployment) {

    /** The deployment, where a report of the interval before this time is wanted: while it is under way, watched, or taken back. */
    static Optional<WatchedDeployment> of(ReleaseState state, UUID deploymentId, HealthPolicy policy, Instant at) {
        return state instanceof Release release
                        && release.deployments().get(deploymentId) instanceof Deployment deployment
                        && DeploymentWatch.covers(release, deployment, policy, at.minus(policy.interval()))
                ? Optional.of(new WatchedDeployment(release, deployment))
                : Optional.empty();
    }

    /** The version whose figures tell of it: its own, and the one that was returned to once its code was taken back. */
    String version() {
        return release.rollbackOf(deployment.deploymentId())
                .filter(rollback -> rollback.done().containsKey(RollbackKind.CODE))
                .flatMap(rollback -> Optional.ofNullable(rollback.demand().toVersion()))
                .orElse(release.plan().version());
    }
}
