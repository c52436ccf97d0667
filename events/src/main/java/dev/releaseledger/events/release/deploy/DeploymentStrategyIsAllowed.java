package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** The policy allows the strategy. */
public final class DeploymentStrategyIsAllowed implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.policy().strategies().contains(proposal.event().strategy())
                ? Optional.empty()
                : unprocessable("the policy allows " + proposal.policy().strategies() + ", not "
                        + proposal.event().strategy());
    }
}
