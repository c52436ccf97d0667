package dev.releaseledger.command.execute;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.Rollout;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one kind of a rollback executed. That an attempt begins is recorded first, and only whoever recorded it makes the call: a
 * process that dies after that has made at most one, and {@link WhenNothingIsHeardOfAnExecutionThenSaySo} tells of it. What is not
 * configured here waits for people. The ledger's own flags wait for nothing: to disable them again does no harm, so they are
 * disabled whoever died among them, and whatever became of the other kinds.
 */
final class ExecuteWhatIsDue implements Deadline {
    static final String NAME = "rollback-execution-is-due";

    private static final Logger LOG = LoggerFactory.getLogger(ExecuteWhatIsDue.class);

    private final CurrentReleases releases;
    private final OwnFlags flags;
    private final RollbackExecutor others;
    private final ExecutionTeller teller;
    private final InstantSource clock;
    private final Patience patience;

    ExecuteWhatIsDue(
            CurrentReleases releases,
            OwnFlags flags,
            RollbackExecutor others,
            ExecutionTeller teller,
            InstantSource clock,
            Patience patience) {
        this.releases = releases;
        this.flags = flags;
        this.others = others;
        this.teller = teller;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        AttemptDue attempt = AttemptDue.of(due);
        UUID releaseId = due.subjectId();
        releases.of(due.stream())
                .ifPresent(release -> attempt.left(release)
                        .filter(rollback -> isNext(rollback.executions().get(attempt.kind()), attempt))
                        .ifPresentOrElse(
                                rollback -> dueNow(releaseId, release, rollback, attempt),
                                () -> disableFlags(releaseId, release, attempt)));
    }

    private void disableFlags(UUID releaseId, Release release, AttemptDue due) {
        due.wanted(release)
                .map(rollback -> execution(releaseId, release, rollback, due.kind()))
                .ifPresent(this::disableFlags);
    }

    private void disableFlags(Execution execution) {
        List<String> open = flags.disable(execution);
        if (!open.isEmpty()) {
            LOG.warn("of rollback {} flags are not disabled: {}", execution.rollbackId(), open);
        }
    }

    private static boolean isNext(Rollback.@Nullable Execution last, AttemptDue due) {
        return (last == null ? 0 : last.attempts()) == due.attempt() - 1;
    }

    private void dueNow(UUID releaseId, Release release, Rollback rollback, AttemptDue due) {
        Instant began = clock.instant();
        if (began.isBefore(due.at())) {
            // A clock that steps back; it passes once, so that is a failure, and it is tried again.
            throw new IllegalStateException("attempt " + due.occasion() + " is not due yet, at " + began);
        }
        Execution execution = execution(releaseId, release, rollback, due.kind());
        RollbackExecutor executor = executorOf(execution);
        if (!executor.isConfigured(due.kind())) {
            LOG.info("{} of rollback {} waits for people: nothing here executes it", due.kind(), due.rollbackId());
            return;
        }
        RollbackExecutionStarted started =
                new RollbackExecutionStarted(due.rollbackId(), due.kind(), due.attempt(), execution.executionId());
        if (teller.say(releaseId, started, due.occasion())) {
            // An instance that stood still in between may have been given up: what it asks for now could be asked for
            // by two.
            ExecutionOutcome outcome = clock.instant().isAfter(patience.lastCall(began))
                    ? new ExecutionOutcome.Failed("too little time was left to ask for it", null)
                    : executor.execute(execution);
            Instant ended = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Rollback.Execution before = rollback.executions().get(due.kind());
            teller.insist(
                    releaseId,
                    ExecutionRecord.of(
                            rollback.demand(),
                            due.kind(),
                            new Rollback.Execution(
                                    due.attempt(),
                                    before != null && before.perhapsBegun(),
                                    new Rollback.Execution.Standing.Started(execution.executionId(), began)),
                            outcome,
                            ended,
                            executor.source()),
                    due.occasion() + "/executed",
                    patience.lastWord(began));
        }
    }

    /** The ledger disables its own flags; those of another system are left to whatever executes the rest. */
    private RollbackExecutor executorOf(Execution execution) {
        if (flags.areAllOf(execution)) {
            return flags;
        }
        disableFlags(execution);
        return others;
    }

    private static Execution execution(UUID releaseId, Release release, Rollback rollback, RollbackKind kind) {
        Deployment deployment = Objects.requireNonNull(release.deployments().get(rollback.deploymentId()));
        return new Execution(
                ExecutionAttempts.executionId(rollback.rollbackId(), kind),
                releaseId,
                rollback.rollbackId(),
                deployment.deploymentId(),
                release.plan().product(),
                release.plan().version(),
                deployment.environment(),
                kind,
                rollback.demand().toVersion(),
                rollback.demand().summary(),
                deployment.rollout() instanceof Rollout.Dark dark ? dark.flags() : Set.of());
    }
}
