package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A completed release was verified in an environment of production and was not taken back there. */
public final class ItRunsInProduction implements Rule<ReleaseCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCompleted> proposal) {
        boolean runs = proposal.release().productionDeployments(proposal.policy()).stream()
                .anyMatch(Deployment::isVerified);
        return runs ? Optional.empty() : conflict("it is not verified in any environment of production");
    }
}
