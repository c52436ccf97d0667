package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two releases of a product are not on their way to one environment, or back from it, at a time. */
public final class NoOtherReleaseIsDeployedThere implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        String product = proposal.release().plan().product();
        String environment = environment(proposal);
        HeldClaim held = proposal.held();
        return held != null
                        && environment != null
                        && held.claim().equals(ReleaseClaims.deployment(product, environment))
                ? conflict(held.holder() + " is being deployed to " + product + "/" + environment)
                : Optional.empty();
    }

    private static @Nullable String environment(Proposal<? extends ReleaseEvent> proposal) {
        if (proposal.event() instanceof DeploymentStarted started) {
            return started.environment();
        }
        return proposal.event() instanceof RollbackStarted back
                        && proposal.release().deployments().get(back.deploymentId()) instanceof Deployment deployment
                ? deployment.environment()
                : null;
    }
}
