package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.UUID;

/** Only a deployment that is under way can be advanced, verified or failed. */
public final class DeploymentRuns implements Rule<RunningDeploymentEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RunningDeploymentEvent> proposal) {
        UUID id = proposal.event().deploymentId();
        Deployment deployment = proposal.release().deployments().get(id);
        if (deployment == null) {
            return conflict("deployment " + id + " was never started");
        }
        return switch (deployment.standing()) {
            case Deployment.Standing.Running running -> Optional.empty();
            case Deployment.Standing.Verified verified -> conflict("deployment " + id + " is verified already");
            case Deployment.Standing.Failed failed -> conflict("deployment " + id + " has failed");
            case Deployment.Standing.TakenBack takenBack -> conflict("deployment " + id + " was taken back");
        };
    }
}
