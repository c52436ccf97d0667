package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Two releases of a product are not on their way to one environment at a time. */
public final class NoOtherReleaseIsDeployedThere implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        String product = proposal.release().plan().product();
        String environment = proposal.event().environment();
        HeldClaim held = proposal.held();
        return held != null && held.claim().equals(ReleaseClaims.deployment(product, environment))
                ? conflict(held.holder() + " is being deployed to " + product + "/" + environment)
                : Optional.empty();
    }
}
