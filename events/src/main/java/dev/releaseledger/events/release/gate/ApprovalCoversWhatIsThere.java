package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** An approval is bound to the content that is there when it is given. */
public final class ApprovalCoversWhatIsThere implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        String there = ContentDigest.of(proposal.release(), proposal.event().stage());
        return there.equals(proposal.event().contentDigest())
                ? Optional.empty()
                : conflict(
                        "the content is " + there + ", not " + proposal.event().contentDigest());
    }
}
