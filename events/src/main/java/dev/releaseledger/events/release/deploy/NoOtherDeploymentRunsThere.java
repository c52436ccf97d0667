package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** One deployment at a time in an environment. */
public final class NoOtherDeploymentRunsThere implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.release()
                .newestDeployment(proposal.event().environment())
                .filter(Deployment::isRunning)
                .flatMap(running -> conflict(
                        "deployment " + running.deploymentId() + " is still running in " + running.environment()));
    }
}
