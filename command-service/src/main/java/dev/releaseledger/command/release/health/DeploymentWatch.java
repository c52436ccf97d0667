package dev.releaseledger.command.release.health;

import dev.releaseledger.events.policy.HealthPolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import java.time.Instant;

/** Whether a deployment is watched. Pure. */
public final class DeploymentWatch {
    private DeploymentWatch() {}

    /** Whether a report of a window from this time on is taken: while it is under way, watched, or being taken back. */
    public static boolean covers(Release release, Deployment deployment, HealthPolicy policy, Instant from) {
        return switch (deployment.standing()) {
            case Deployment.Standing.Running running -> true;
            case Deployment.Standing.Verified verified ->
                from.isBefore(verified.at().plus(policy.watch()));
            case Deployment.Standing.Failed failed -> false;
            case Deployment.Standing.TakenBack takenBack ->
                release.rollbackOf(deployment.deploymentId()).isPresent();
        };
    }
}
