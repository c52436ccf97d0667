package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Where the policy says so, who approved an earlier stage does not approve this one too. */
public final class ApproverIsNotAnEarlierApprover implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        Stage stage = proposal.event().stage();
        if (!Approvers.mustDifferFrom(Involved.EARLIER_APPROVERS, proposal)) {
            return Optional.empty();
        }
        for (Stage earlier : Stage.values()) {
            Approval approval = proposal.release().approvals().get(earlier);
            if (earlier.compareTo(stage) < 0
                    && approval != null
                    && approval.approver().equals(proposal.by().actor())) {
                return forbidden("who approved stage " + earlier + " does not approve stage " + stage
                        + " too; ask somebody else");
            }
        }
        return Optional.empty();
    }
}
