package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A waiver is proposed for a criterion that is not shown, once for the content that is there. */
public final class OnlyAnUnshownCriterionIsWaived implements Rule<CriterionWaiverProposed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends CriterionWaiverProposed> proposal) {
        String id = proposal.event().criterion();
        Release release = proposal.release();
        return proposal.policy().criterion(id).flatMap(criterion -> {
            if (CriterionIsShown.isWaiverProposed(criterion, release)) {
                return conflict("a waiver is proposed already; a manager grants it");
            }
            if (CriterionIsShown.isWaived(criterion, release)) {
                return conflict("criterion " + id + " is waived already");
            }
            return CriterionIsShown.test(criterion, release, proposal.by().judgedAt())
                    ? conflict("criterion " + id + " is shown")
                    : Optional.empty();
        });
    }
}
