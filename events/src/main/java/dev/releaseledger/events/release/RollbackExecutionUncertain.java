package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nobody knows whether the system that executes rollbacks has begun one.
 *
 * @param rollbackId the rollback
 * @param kind what is taken back
 * @param attempt which attempt it was, from 1
 * @param reason why that is not known
 * @param retryAt when to ask again, with the same execution id, by which it knows repeated requests; null where a person has
 *     to act
 */
@EventName("release.rollback-execution-uncertain.v1")
public record RollbackExecutionUncertain(
        UUID rollbackId,
        RollbackKind kind,
        int attempt,
        String reason,
        @Nullable Instant retryAt) implements RollbackExecutionEndedEvent {}
