package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Nothing deploys to production without a valid approval of the production stage; a reconstructed one opens no live gate. */
public final class ProductionIsApproved implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        boolean production =
                proposal.policy().stageOf(proposal.event().environment()).equals(Optional.of(Stage.PRODUCTION));
        if (!production) {
            return Optional.empty();
        }
        return switch (proposal.release().approvals().get(Stage.PRODUCTION)) {
            case null -> conflict("the PRODUCTION stage is not approved");
            case Approval.Given given -> Optional.empty();
            case Approval.Reconstructed told ->
                proposal.by().isBackfill()
                        ? Optional.empty()
                        : conflict(
                                "the approval of PRODUCTION was reconstructed after the fact; it opens no live gate");
        };
    }
}
