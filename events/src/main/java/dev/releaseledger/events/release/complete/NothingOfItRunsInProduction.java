package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release that is in production is taken back before it is cancelled. */
public final class NothingOfItRunsInProduction implements Rule<ReleaseCancelled> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCancelled> proposal) {
        Release release = proposal.release();
        boolean stuck = release.productionDeployments(proposal.policy()).stream()
                .anyMatch(deployment -> deployment.standing() instanceof Deployment.Standing.TakenBack back
                        && release.rollbacks().get(back.rollbackId()) instanceof Rollback rollback
                        && rollback.progress() instanceof Rollback.Progress.Failed);
        return stuck || release.runsInProduction(proposal.policy())
                ? conflict("the release is in production or on its way there; roll it back first")
                : Optional.empty();
    }
}
