package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is deployed by a strategy that the policy allows, whichever it was planned by. */
public final class DeploymentStrategyIsAllowed implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.policy().objectionTo(proposal.event().strategy()).flatMap(this::unprocessable);
    }
}
