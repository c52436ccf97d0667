package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Where the policy says so, as before production, who planned a release does not approve it. */
public final class ApproverIsNotThePlanner implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        if (!Approvers.mustDifferFrom(Involved.PLANNER, proposal)) {
            return Optional.empty();
        }
        return proposal.release().plan().planner().equals(proposal.by().actor())
                ? forbidden("who planned a release does not approve its "
                        + proposal.event().stage() + " stage; ask somebody else")
                : Optional.empty();
    }
}
