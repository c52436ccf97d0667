package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.policy.WindowPolicy;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;

/**
 * A release that has a window is deployed within it, to the environments that the policy names, unless somebody overrode that.
 * When something was deployed in the past is for whoever tells of it to say.
 */
public final class DeploymentIsInItsWindow implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        WindowPolicy windows = proposal.policy().windows();
        Window window = proposal.release().plan().window();
        String environment = proposal.event().environment();
        Instant now = proposal.by().judgedAt();
        if (proposal.by().isBackfill()
                || !windows.enforced()
                || !windows.environments().contains(environment)
                || window == null
                || window.isOpen(now)
                || proposal.release().isWindowOverridden(environment, now)) {
            return Optional.empty();
        }
        return conflict("the release's window for " + environment + " is from " + window.opensAt() + " to "
                + window.closesAt() + ", and it is " + now + "; reschedule it, or ask for an override");
    }
}
