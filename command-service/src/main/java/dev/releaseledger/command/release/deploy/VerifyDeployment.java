package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say whether a deployment works. */
public record VerifyDeployment(
        UUID releaseId,
        UUID deploymentId,
        Outcome outcome,
        String source,
        @Nullable String link,
        @Nullable String digest,
        @Nullable String summary,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return switch (outcome) {
            case PASSED -> List.of(new DeploymentVerified(deploymentId, source, link, digest, summary));
            case FAILED -> failed(release, policy);
        };
    }

    private List<ReleaseEvent> failed(Release release, ReleasePolicy policy) {
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new DeploymentFailed(deploymentId, source, link, digest, summary));
        Deployment deployment = release.deployments().get(deploymentId);
        if (deployment != null) {
            events.addAll(VoidedApprovals.reliedOn(
                    deployment.environment(), release, policy, VoidingCause.DEPLOYMENT_FAILED));
        }
        return events;
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        return deployment != null
                && switch (deployment.standing()) {
                    case Deployment.Standing.Running running -> false;
                    case Deployment.Standing.Verified verified -> outcome == Outcome.PASSED;
                    case Deployment.Standing.Failed failed -> outcome == Outcome.FAILED;
                    case Deployment.Standing.TakenBack takenBack -> false;
                };
    }
}
