package dev.releaseledger.command.execute;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of which nothing was heard: whoever made it died, or lost the ledger. Perhaps it was begun. It is made again, since
 * the receiver knows repeated ones, unless the rollback failed by another kind meanwhile.
 */
final class WhenNothingIsHeardOfAnExecutionThenSaySo implements Deadline {
    static final String NAME = "rollback-execution-has-no-outcome";

    private final CurrentReleases releases;
    private final ExecutionTeller teller;
    private final InstantSource clock;

    WhenNothingIsHeardOfAnExecutionThenSaySo(CurrentReleases releases, ExecutionTeller teller, InstantSource clock) {
        this.releases = releases;
        this.teller = teller;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        AttemptDue attempt = AttemptDue.of(due);
        releases.of(due.stream())
                .flatMap(attempt::wanted)
                .filter(rollback -> isOpen(rollback.executions().get(attempt.kind()), attempt))
                .ifPresent(rollback -> {
                    boolean ignored = teller.say(
                            due.subjectId(),
                            new RollbackExecutionUncertain(
                                    attempt.rollbackId(),
                                    attempt.kind(),
                                    attempt.attempt(),
                                    "the process that asked for it ended before it could say what became of it",
                                    rollback.progress() instanceof Rollback.Progress.Executing
                                            ? retryAt(attempt)
                                            : null),
                            attempt.occasion() + "/unheard");
                });
    }

    private static boolean isOpen(Rollback.@Nullable Execution last, AttemptDue attempt) {
        return last != null
                && last.attempts() == attempt.attempt()
                && last.standing() instanceof Rollback.Execution.Standing.Started;
    }

    /** At once, where there is another attempt: the patience was a longer pause than any. */
    private @Nullable Instant retryAt(AttemptDue attempt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return ExecutionAttempts.next(attempt.attempt(), now, null)
                .map(later -> now)
                .orElse(null);
    }
}
