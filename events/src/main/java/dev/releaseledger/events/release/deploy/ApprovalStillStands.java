package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A deployment to production goes on only while its approval stands and no rollback waits. */
public final class ApprovalStillStands implements Rule<RunningDeploymentEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RunningDeploymentEvent> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return Optional.empty();
        }
        if (proposal.release().rollbackIn(deployment.environment()).isPresent()) {
            return conflict("a rollback waits for confirmation; nothing goes on meanwhile");
        }
        boolean production = proposal.policy().stageOf(deployment.environment()).equals(Optional.of(Stage.PRODUCTION));
        return production && !proposal.release().approvals().containsKey(Stage.PRODUCTION)
                ? conflict("the approval of PRODUCTION no longer stands; approve it again or take the deployment back")
                : Optional.empty();
    }
}
