package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Go on with a deployment: more instances, or more traffic. */
public record AdvanceDeployment(
        UUID releaseId,
        UUID deploymentId,
        int percent,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new DeploymentAdvanced(deploymentId, percent));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        return deployment != null
                && switch (deployment.standing()) {
                    case Deployment.Standing.Running running -> running.percent() == percent;
                    case Deployment.Standing.Verified verified -> percent == 100;
                    case Deployment.Standing.Failed failed -> false;
                    case Deployment.Standing.TakenBack takenBack -> false;
                };
    }
}
