package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback is withdrawn while it waits for confirmation; afterwards it is too late. */
public final class RollbackStillWaits implements Rule<RollbackWithdrawn> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackWithdrawn> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        if (rollback == null) {
            return conflict("rollback " + proposal.event().rollbackId() + " was never triggered");
        }
        return rollback.isWaiting()
                ? Optional.empty()
                : conflict("the rollback " + RollbackWords.of(rollback.progress()));
    }
}
