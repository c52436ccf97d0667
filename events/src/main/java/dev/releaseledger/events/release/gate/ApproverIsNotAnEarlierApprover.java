package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Where the policy says so, who approved an earlier stage does not approve this one too. */
public final class ApproverIsNotAnEarlierApprover implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        Stage stage = proposal.event().stage();
        if (!Approvers.mustDifferFrom(Involved.EARLIER_APPROVERS, proposal)) {
            return Optional.empty();
        }
        for (Stage earlier : Stage.values()) {
            if (earlier.compareTo(stage) < 0
                    && proposal.release()
                            .approversOf(earlier)
                            .contains(proposal.by().actor())) {
                return forbidden("who approved stage " + earlier + " does not approve stage " + stage
                        + " too; ask somebody else");
            }
        }
        return Optional.empty();
    }
}
