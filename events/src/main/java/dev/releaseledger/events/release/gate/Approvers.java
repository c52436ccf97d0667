package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.ApprovalPolicy;
import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;

/** Whom the policy lets open a gate. */
final class Approvers {
    private Approvers() {}

    static ApprovalPolicy of(Proposal<? extends StageApproved> proposal) {
        return proposal.policy()
                .at(proposal.event().stage())
                .approvalOf(proposal.release().plan().kind());
    }

    static boolean mustDifferFrom(Involved who, Proposal<? extends StageApproved> proposal) {
        return of(proposal).differsFrom().contains(who);
    }
}
