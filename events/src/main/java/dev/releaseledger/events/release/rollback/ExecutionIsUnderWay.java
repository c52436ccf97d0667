package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackExecutionEndedEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What became of an attempt is told of the one that is under way. */
public final class ExecutionIsUnderWay implements Rule<RollbackExecutionEndedEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackExecutionEndedEvent> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        Rollback.Execution last = rollback == null
                ? null
                : rollback.executions().get(proposal.event().kind());
        boolean isOfIt = last != null
                && last.attempts() == proposal.event().attempt()
                && last.standing() instanceof Rollback.Execution.Standing.Started;
        return isOfIt
                ? Optional.empty()
                : conflict("attempt " + proposal.event().attempt() + " is not under way");
    }
}
