package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Steps are taken while a deployment is under way; what comes after its verification, once that is there. */
public final class DeploymentTakesSteps implements Rule<StepTaken> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StepTaken> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return conflict("deployment " + proposal.event().deploymentId() + " was never started");
        }
        boolean verifiedFirst = deployment.stepBeforeVerification().isEmpty();
        return switch (deployment.standing()) {
            case Deployment.Standing.Running running ->
                verifiedFirst && deployment.nextStep().isPresent()
                        ? conflict("verify deployment " + deployment.deploymentId() + " first")
                        : Optional.empty();
            case Deployment.Standing.Verified verified -> Optional.empty();
            case Deployment.Standing.Failed failed ->
                conflict("deployment " + deployment.deploymentId() + " has failed");
            case Deployment.Standing.TakenBack takenBack ->
                conflict("deployment " + deployment.deploymentId() + " was taken back");
        };
    }
}
