package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Before anything of a hotfix is branched, approved or deployed, its triage found that it qualifies. Of the past no triage is known. */
public final class HotfixIsTriaged implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        Plan plan = proposal.release().plan();
        return plan.kind() != ReleaseKind.HOTFIX
                        || plan.backfilled()
                        || proposal.release().hotfix().triage() != null
                ? Optional.empty()
                : conflict("the hotfix is not triaged yet; say what it qualifies by");
    }
}
