package dev.releaseledger.command.execute;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.command.release.rollback.TellOfRollback;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackExecutionEvent;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/**
 * Follows rollbacks that are being done: each kind is to be executed at once, again when an attempt came to nothing, and people
 * have to decide when there is no further one.
 */
final class WhenRollbackStartsThenHaveItExecuted implements Automation {
    static final String NAME = "when-rollback-starts-then-have-it-executed";

    /** The database keeps microseconds and rounds: a deadline never passes before its time has come. */
    private static final Duration MARGIN = Duration.ofMillis(1);

    private final CurrentReleases releases;
    private final Deadlines deadlines;
    private final Reactions reactions;
    private final Patience patience;

    WhenRollbackStartsThenHaveItExecuted(
            CurrentReleases releases, Deadlines deadlines, Reactions reactions, Patience patience) {
        this.releases = releases;
        this.deadlines = deadlines;
        // That a rollback failed takes the right to run it; a pipeline that reported it by itself would be ci.
        this.reactions = reactions.as(Role.CI);
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(
            RollbackStarted started,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (by.isBackfill()) {
            return;
        }
        rollback(message, started.rollbackId())
                .ifPresent(rollback -> rollback.demand().kinds().stream()
                        .sorted()
                        .forEach(kind ->
                                execute(message, new AttemptDue(started.rollbackId(), kind, 1, by.decidedAt()))));
    }

    @EventHandler
    void on(
            RollbackExecutionStarted started,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        deadlines.set(
                WhenNothingIsHeardOfAnExecutionThenSaySo.NAME,
                new AttemptDue(started.rollbackId(), started.kind(), started.attempt(), by.decidedAt())
                        .of(message.getAggregateIdentifier()),
                by.decidedAt().plus(patience.whole()));
    }

    @EventHandler
    void on(RollbackExecutionFailed failed, DomainEventMessage<?> message) {
        again(failed, failed.retryAt(), failed.reason(), message);
    }

    @EventHandler
    void on(RollbackExecutionUncertain uncertain, DomainEventMessage<?> message) {
        again(uncertain, uncertain.retryAt(), uncertain.reason(), message);
    }

    private void again(
            RollbackExecutionEvent ended, @Nullable Instant retryAt, String reason, DomainEventMessage<?> message) {
        if (retryAt != null) {
            execute(message, new AttemptDue(ended.rollbackId(), ended.kind(), ended.attempt() + 1, retryAt));
            return;
        }
        // Whoever did the step by hand meanwhile, or gave the rollback up, has decided already.
        rollback(message, ended.rollbackId())
                .filter(rollback -> rollback.progress() instanceof Rollback.Progress.Executing)
                .filter(rollback -> !rollback.done().containsKey(ended.kind()))
                .ifPresent(rollback -> {
                    // A refusal is on record, and asking again would change nothing.
                    Answer ignored = reactions.say(
                            new TellOfRollback(
                                    CurrentReleases.idOf(message.getAggregateIdentifier()),
                                    new RollbackFailed(
                                            ended.rollbackId(), rollback.deploymentId(), ended.kind(), reason)),
                            message,
                            NAME);
                });
    }

    private Optional<Rollback> rollback(DomainEventMessage<?> message, UUID rollbackId) {
        return releases.of(message.getAggregateIdentifier())
                .flatMap(release -> Optional.ofNullable(release.rollbacks().get(rollbackId)));
    }

    private void execute(DomainEventMessage<?> message, AttemptDue due) {
        deadlines.set(
                ExecuteWhatIsDue.NAME,
                due.of(message.getAggregateIdentifier()),
                due.at().plus(MARGIN));
    }
}
