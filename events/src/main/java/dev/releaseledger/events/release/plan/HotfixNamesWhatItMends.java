package dev.releaseledger.events.release.plan;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A hotfix says which version it mends; an ordinary release mends none. */
public final class HotfixNamesWhatItMends implements Rule<ReleasePlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleasePlanned> proposal) {
        boolean names = proposal.event().hotfixOf() != null;
        boolean hotfix = proposal.event().kind() == ReleaseKind.HOTFIX;
        if (hotfix && !names) {
            return unprocessable("a hotfix needs hotfixOf, the version that it mends");
        }
        return !hotfix && names ? unprocessable("only a hotfix has hotfixOf") : Optional.empty();
    }
}
