package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;

/**
 * A gate opens when each criterion that it waits for is shown by passing evidence or by what the ledger sees, or is waived by
 * two people.
 */
public final class EveryCriterionIsShown implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        Release release = proposal.release();
        List<String> missing =
                proposal
                        .policy()
                        .criteriaBefore(proposal.event().stage(), release.plan().kind())
                        .stream()
                        .filter(criterion -> !CriterionIsShown.isWaived(criterion, release))
                        .flatMap(criterion -> CriterionIsShown.lack(
                                criterion, release, proposal.by().judgedAt())
                                .map(lack -> criterion.id() + " (" + lack + ")")
                                .stream())
                        .toList();
        return missing.isEmpty() ? Optional.empty() : conflict("not shown: " + String.join(", ", missing));
    }
}
