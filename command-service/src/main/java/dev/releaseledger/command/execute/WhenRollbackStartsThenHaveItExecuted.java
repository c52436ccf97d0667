package dev.releaseledger.command.execute;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackExecutionEvent;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackStarted;
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

    private final CurrentReleases releases;
    private final Deadlines deadlines;
    private final Patience patience;

    WhenRollbackStartsThenHaveItExecuted(CurrentReleases releases, Deadlines deadlines, Patience patience) {
        this.releases = releases;
        this.deadlines = deadlines;
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
    void on(
            RollbackExecutionFailed failed,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        ended(failed, failed.retryAt(), by, message);
    }

    @EventHandler
    void on(
            RollbackExecutionUncertain uncertain,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        ended(uncertain, uncertain.retryAt(), by, message);
    }

    private void ended(
            RollbackExecutionEvent ended, @Nullable Instant retryAt, Attribution by, DomainEventMessage<?> message) {
        if (retryAt != null) {
            execute(message, new AttemptDue(ended.rollbackId(), ended.kind(), ended.attempt() + 1, retryAt));
        } else {
            deadlines.setNotBefore(
                    FailWhatCannotBeExecuted.NAME,
                    new AttemptDue(ended.rollbackId(), ended.kind(), ended.attempt(), by.decidedAt())
                            .of(message.getAggregateIdentifier()),
                    by.decidedAt());
        }
    }

    private Optional<Rollback> rollback(DomainEventMessage<?> message, UUID rollbackId) {
        return releases.of(message.getAggregateIdentifier())
                .flatMap(release -> Optional.ofNullable(release.rollbacks().get(rollbackId)));
    }

    private void execute(DomainEventMessage<?> message, AttemptDue due) {
        deadlines.setNotBefore(ExecuteWhatIsDue.NAME, due.of(message.getAggregateIdentifier()), due.at());
    }
}
