package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackExecutionEvent;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a rollback takes back is executed while it is being done, each kind once. What became of a kind that was begun is recorded
 * also after another one failed.
 */
public final class KindIsLeftToExecute implements Rule<RollbackEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackEvent> proposal) {
        return switch (proposal.event()) {
            case RollbackExecutionEvent said -> judge(proposal, said.kind());
            case RollbackStepDone done -> judge(proposal, done.kind());
            case RollbackConfirmed confirmed -> Optional.empty();
            case RollbackAuthorised authorised -> Optional.empty();
            case RollbackStarted started -> Optional.empty();
            case RollbackVerified verified -> Optional.empty();
            case RollbackFailed failed -> Optional.empty();
            case RollbackCompleted completed -> Optional.empty();
            case RollbackWithdrawn withdrawn -> Optional.empty();
            case RollbackObligationMet met -> Optional.empty();
        };
    }

    private Optional<Violation> judge(Proposal<? extends RollbackEvent> proposal, RollbackKind kind) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        if (rollback == null) {
            return conflict("rollback " + proposal.event().rollbackId() + " was never triggered");
        }
        if (!rollback.demand().kinds().contains(kind)) {
            return conflict(
                    "the rollback takes back " + new TreeSet<>(rollback.demand().kinds()) + ", not " + kind);
        }
        if (rollback.done().containsKey(kind)) {
            return conflict(kind + " was taken back already");
        }
        boolean begun = rollback.progress() instanceof Rollback.Progress.Failed
                && rollback.executions().containsKey(kind)
                && !(proposal.event() instanceof RollbackExecutionStarted);
        return begun || rollback.progress() instanceof Rollback.Progress.Executing
                ? Optional.empty()
                : conflict("the rollback is not being executed: it " + RollbackWords.of(rollback.progress()));
    }
}
