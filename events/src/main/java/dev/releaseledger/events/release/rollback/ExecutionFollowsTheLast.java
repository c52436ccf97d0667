package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The executing system is asked again only when the attempt before surely came to nothing, or it knows repeated requests. */
public final class ExecutionFollowsTheLast implements Rule<RollbackExecutionStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackExecutionStarted> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        RollbackExecutionStarted started = proposal.event();
        Rollback.Execution last =
                rollback == null ? null : rollback.executions().get(started.kind());
        int attempts = last == null ? 0 : last.attempts();
        if (started.attempt() != attempts + 1) {
            return unprocessable("the next attempt is number " + (attempts + 1) + ", not " + started.attempt());
        }
        return last == null
                ? Optional.empty()
                : again(last.standing(), proposal.by().judgedAt());
    }

    private Optional<Violation> again(Rollback.Execution.Standing standing, Instant now) {
        return switch (standing) {
            case Rollback.Execution.Standing.Started started ->
                conflict("an attempt is under way since " + started.at());
            case Rollback.Execution.Standing.Accepted accepted ->
                conflict("the executing system accepted it at " + accepted.at());
            case Rollback.Execution.Standing.Failed failed -> due(failed.retryAt(), now);
            case Rollback.Execution.Standing.Uncertain uncertain -> due(uncertain.retryAt(), now);
        };
    }

    private Optional<Violation> due(@Nullable Instant retryAt, Instant now) {
        if (retryAt == null) {
            return conflict("a person has to act");
        }
        return now.isBefore(retryAt) ? conflict("it is asked again from " + retryAt + " on") : Optional.empty();
    }
}
