package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What health reports find unhealthy does not go on, and is not verified. */
public final class NoVerdictStandsAgainstIt implements Rule<RunningDeploymentEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RunningDeploymentEvent> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        return deployment != null && deployment.health().verdict() == HealthVerdict.UNHEALTHY
                ? conflict("health reports find it unhealthy; take it back, or wait until they find it healthy")
                : Optional.empty();
    }
}
