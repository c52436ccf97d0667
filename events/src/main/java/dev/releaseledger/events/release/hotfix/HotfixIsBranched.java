package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** No gate of a hotfix opens before it is known where the fix is made and from what. */
public final class HotfixIsBranched implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        return proposal.release().plan().kind() != ReleaseKind.HOTFIX
                        || proposal.release().hotfix().branch() != null
                ? Optional.empty()
                : conflict("the hotfix has no branch yet; name it, and what it was cut from");
    }
}
