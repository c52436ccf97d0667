package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Who planned a release does not approve its way to production. */
public final class ApproverIsNotThePlanner implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        if (proposal.event().stage() != Stage.PRODUCTION) {
            return Optional.empty();
        }
        return proposal.release().plan().planner().equals(proposal.by().actor())
                ? forbidden("who planned a release does not approve its PRODUCTION stage; ask somebody else")
                : Optional.empty();
    }
}
