package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** A rollback obliges to what the policy names, once it was done or failed. */
public final class RollbackObliges implements Rule<RollbackObligationMet> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackObligationMet> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        if (rollback == null) {
            return conflict("rollback " + proposal.event().rollbackId() + " was never triggered");
        }
        if (proposal.policy()
                .rollback()
                .obligation(proposal.event().obligation())
                .isEmpty()) {
            return unprocessable(
                    "the policy has no obligation " + proposal.event().obligation() + "; it has "
                            + proposal.policy().rollback().obligations().stream()
                                    .map(Named::id)
                                    .collect(Collectors.joining(", ")));
        }
        return rollback.isUnderWay() || rollback.progress() instanceof Rollback.Progress.Withdrawn
                ? conflict("the rollback " + RollbackWords.of(rollback.progress()))
                : Optional.empty();
    }
}
