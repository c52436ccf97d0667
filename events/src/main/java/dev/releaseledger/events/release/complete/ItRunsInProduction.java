package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A completed release was verified in production and was not taken back. */
public final class ItRunsInProduction implements Rule<ReleaseCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCompleted> proposal) {
        boolean runs = proposal.release()
                .newestDeployment(Stage.PRODUCTION, proposal.policy())
                .filter(Deployment::isVerified)
                .isPresent();
        return runs ? Optional.empty() : conflict("its newest production deployment is not verified");
    }
}
