package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.HotfixBranched;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What was approved was made on the branch that was named then; another is named only while {@code DEVELOPMENT} is not approved. */
public final class BranchIsNamedInDevelopment implements Rule<HotfixBranched> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HotfixBranched> proposal) {
        return proposal.release().approvals().containsKey(Stage.DEVELOPMENT)
                ? conflict("stage DEVELOPMENT is approved already; what was approved was made on "
                        + Optional.ofNullable(proposal.release().hotfix().branch())
                                .map(HotfixLane.Branch::branch)
                                .orElse("no branch that is known"))
                : Optional.empty();
    }
}
