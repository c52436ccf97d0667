package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A plea for a hotfix is decided once. */
public final class HotfixIsTriagedOnce implements Rule<HotfixTriaged> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HotfixTriaged> proposal) {
        HotfixLane.Triage triage = proposal.release().hotfix().triage();
        return triage == null ? Optional.empty() : conflict("the hotfix was triaged already: " + triage.qualifiesBy());
    }
}
