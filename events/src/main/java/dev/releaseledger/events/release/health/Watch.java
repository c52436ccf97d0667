package dev.releaseledger.events.release.health;

import dev.releaseledger.events.policy.HealthPolicy;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * For how long a verified deployment to production is watched.
 *
 * @param until when its watch is over
 * @param passedAt when reports of the whole of it are recorded at the latest: they may be gathered before they are, and the last
 *     begins an interval before
 */
public record Watch(UUID deploymentId, Instant verifiedAt, Instant until, Instant passedAt) {

    /** The watch of this deployment; empty where it is none to production that was verified and stands. */
    public static Optional<Watch> of(UUID deploymentId, Release release, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        if (deployment == null
                || !policy.stageOf(deployment.environment()).equals(Optional.of(Stage.PRODUCTION))
                || !(deployment.standing() instanceof Deployment.Standing.Verified verified)) {
            return Optional.empty();
        }
        HealthPolicy health = policy.health();
        Instant until = verified.at().plus(health.watch());
        return Optional.of(new Watch(
                deploymentId, verified.at(), until, until.plus(health.fold()).plus(health.interval())));
    }
}
