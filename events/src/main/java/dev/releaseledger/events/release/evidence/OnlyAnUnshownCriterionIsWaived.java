package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.Waiver;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A waiver is proposed for a criterion that is not shown, once. */
public final class OnlyAnUnshownCriterionIsWaived implements Rule<CriterionWaiverProposed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends CriterionWaiverProposed> proposal) {
        String id = proposal.event().criterion();
        return switch (proposal.release().waivers().get(id)) {
            case Waiver.Proposed proposed -> conflict("a waiver is proposed already; a manager grants it");
            case Waiver.Granted granted -> conflict("criterion " + id + " is waived already");
            case null ->
                proposal.policy()
                        .criterion(id)
                        .filter(criterion -> CriterionIsShown.test(
                                criterion, proposal.release(), proposal.by().judgedAt()))
                        .flatMap(criterion -> conflict("criterion " + id + " is shown"));
        };
    }
}
