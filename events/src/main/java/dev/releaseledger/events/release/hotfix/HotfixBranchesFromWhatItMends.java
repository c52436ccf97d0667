package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.HotfixBranched;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/**
 * A hotfix is branched from the version that it was planned to mend, or from the tag of that version: its name after a {@code
 * v}. Only the two names are compared. Whether that version was ever planned here, or is in production, is not looked at.
 */
public final class HotfixBranchesFromWhatItMends implements Rule<HotfixBranched> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HotfixBranched> proposal) {
        String mends = proposal.release().plan().hotfixOf();
        String base = proposal.event().base();
        return mends == null || base.equals(mends) || base.equals("v" + mends)
                ? Optional.empty()
                : conflict("the hotfix mends " + mends + " and is branched from " + mends + " or its tag, not from "
                        + base);
    }
}
