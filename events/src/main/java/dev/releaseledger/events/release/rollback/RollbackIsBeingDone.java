package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback fails while it is being done, not before and not after. */
public final class RollbackIsBeingDone implements Rule<RollbackFailed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackFailed> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        boolean beingDone = rollback != null
                && rollback.deploymentId().equals(proposal.event().deploymentId())
                && (rollback.progress() instanceof Rollback.Progress.Executing
                        || rollback.progress() instanceof Rollback.Progress.Executed);
        return beingDone
                ? Optional.empty()
                : conflict(
                        rollback == null
                                ? "rollback " + proposal.event().rollbackId() + " was never triggered"
                                : "the rollback " + RollbackWords.of(rollback.progress()));
    }
}
