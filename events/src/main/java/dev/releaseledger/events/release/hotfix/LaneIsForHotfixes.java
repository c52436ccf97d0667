package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.HotfixEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Only a hotfix is triaged, branched from production and cleaned up after. */
public final class LaneIsForHotfixes implements Rule<HotfixEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HotfixEvent> proposal) {
        return proposal.release().plan().kind() == ReleaseKind.HOTFIX
                ? Optional.empty()
                : conflict("the release takes the ordinary way; only a hotfix takes the hotfix lane");
    }
}
