package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** How a deployment goes on is planned once, when it begins, and not of what is told of the past. */
public final class RolloutFollowsTheStart implements Rule<RolloutPlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RolloutPlanned> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        boolean begins = deployment != null
                && deployment.isRunning()
                && deployment.rollout() == null
                && deployment.taken().isEmpty()
                && !proposal.by().isBackfill();
        return begins ? Optional.empty() : conflict("how a deployment goes on is planned when it begins");
    }
}
