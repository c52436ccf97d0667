package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A deployment goes forward; to go back is a rollback. */
public final class DeploymentGoesForward implements Rule<DeploymentAdvanced> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentAdvanced> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment != null
                && deployment.standing() instanceof Deployment.Standing.Running running
                && proposal.event().percent() <= running.percent()) {
            return conflict("the deployment is at " + running.percent() + " % already; to go back is a rollback");
        }
        return Optional.empty();
    }
}
