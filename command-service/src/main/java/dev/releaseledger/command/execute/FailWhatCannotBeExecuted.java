package dev.releaseledger.command.execute;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackFailed;
import java.util.Optional;

/** Says that a rollback failed once there is no further attempt at executing it: people have to decide what to do instead. */
final class FailWhatCannotBeExecuted implements Deadline {
    static final String NAME = "rollback-cannot-be-executed";

    private final CurrentReleases releases;
    private final ExecutionTeller teller;

    FailWhatCannotBeExecuted(CurrentReleases releases, ExecutionTeller teller) {
        this.releases = releases;
        this.teller = teller;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        AttemptDue attempt = AttemptDue.of(due);
        // Whoever did it by hand meanwhile, or gave the rollback up, has decided already.
        releases.of(due.stream()).flatMap(attempt::left).ifPresent(rollback -> {
            Rollback.Execution last = rollback.executions().get(attempt.kind());
            if (last != null && last.attempts() == attempt.attempt()) {
                reason(last.standing()).ifPresent(reason -> {
                    boolean ignored = teller.say(
                            due.subjectId(),
                            new RollbackFailed(attempt.rollbackId(), rollback.deploymentId(), attempt.kind(), reason),
                            attempt.occasion());
                });
            }
        });
    }

    private static Optional<String> reason(Rollback.Execution.Standing standing) {
        return switch (standing) {
            case Rollback.Execution.Standing.Started started -> Optional.empty();
            case Rollback.Execution.Standing.Accepted accepted -> Optional.empty();
            case Rollback.Execution.Standing.Failed failed ->
                failed.retryAt() == null ? Optional.of(failed.reason()) : Optional.empty();
            case Rollback.Execution.Standing.Uncertain uncertain ->
                uncertain.retryAt() == null ? Optional.of(uncertain.reason()) : Optional.empty();
        };
    }
}
