package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback is complete after it was verified. */
public final class RollbackIsVerified implements Rule<RollbackCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackCompleted> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        if (rollback == null) {
            return conflict("rollback " + proposal.event().rollbackId() + " was never triggered");
        }
        return rollback.progress() instanceof Rollback.Progress.Verified
                ? Optional.empty()
                : conflict("the rollback " + RollbackWords.of(rollback.progress()));
    }
}
