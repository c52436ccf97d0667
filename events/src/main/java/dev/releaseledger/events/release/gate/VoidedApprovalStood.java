package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import org.pcollections.TreePVector;

/** Only an approval that stands can become void, and the event says what it had approved. */
public final class VoidedApprovalStood implements Rule<ApprovalVoided> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ApprovalVoided> proposal) {
        ApprovalVoided event = proposal.event();
        Approval approval = proposal.release().approvals().get(event.stage());
        if (approval == null) {
            if (proposal.release().given().getOrDefault(event.stage(), TreePVector.empty()).stream()
                    .anyMatch(given -> given.contentDigest().equals(event.approvedDigest()))) {
                return Optional.empty();
            }
            return conflict("stage " + event.stage() + " is not approved");
        }
        return approval.contentDigest().equals(event.approvedDigest())
                ? Optional.empty()
                : conflict("the approval of " + event.stage() + " was of " + approval.contentDigest() + ", not of "
                        + event.approvedDigest());
    }
}
