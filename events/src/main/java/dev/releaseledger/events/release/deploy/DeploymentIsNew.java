package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A deployment id stands for one deployment. */
public final class DeploymentIsNew implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.release().deployments().containsKey(proposal.event().deploymentId())
                ? conflict("deployment " + proposal.event().deploymentId() + " was started already")
                : Optional.empty();
    }
}
