package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A deployment whose steps are planned goes by them. */
public final class DeploymentGoesByItsSteps implements Rule<DeploymentAdvanced> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentAdvanced> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        return deployment != null && deployment.rollout() != null
                ? conflict("its next step is "
                        + deployment.nextStep().map(RolloutStep::name).orElse("none"))
                : Optional.empty();
    }
}
