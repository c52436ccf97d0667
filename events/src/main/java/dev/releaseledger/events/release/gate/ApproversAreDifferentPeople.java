package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Where a gate waits for several approvals they are of different people, whatever roles they have. */
public final class ApproversAreDifferentPeople implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        LiveApprovalEvent event = proposal.event();
        return Approvers.counting(proposal.release(), event.stage(), event.contentDigest())
                        .contains(proposal.by().actor())
                ? forbidden("one person approves stage " + event.stage() + " once; ask somebody else")
                : Optional.empty();
    }
}
