package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;

/** A gate opens when each criterion that it waits for is shown by passing evidence or by what the ledger sees. */
public final class EveryCriterionIsShown implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        List<String> missing = proposal.policy().criteriaBefore(proposal.event().stage()).stream()
                .filter(criterion -> !CriterionIsShown.test(criterion, proposal.release(), proposal.policy()))
                .map(criterion -> criterion.id() + " (" + CriterionIsShown.whyNot(criterion, proposal.release()) + ")")
                .toList();
        return missing.isEmpty() ? Optional.empty() : conflict("not shown: " + String.join(", ", missing));
    }
}
