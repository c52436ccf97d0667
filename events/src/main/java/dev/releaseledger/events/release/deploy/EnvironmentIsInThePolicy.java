package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A release is deployed to an environment that the policy names: under another name it would pass every gate. What environments
 * there were in the past is for whoever tells of it to say.
 */
public final class EnvironmentIsInThePolicy implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        String environment = proposal.event().environment();
        Set<String> known = proposal.policy().environments().keySet();
        return proposal.by().isBackfill() || known.contains(environment)
                ? Optional.empty()
                : unprocessable("the policy has no environment " + environment + "; it has "
                        + String.join(", ", new TreeSet<>(known)));
    }
}
