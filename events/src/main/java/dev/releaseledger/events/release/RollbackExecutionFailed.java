package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The system that executes rollbacks has not executed one: it surely has not begun, or it broke on the way, as the reason says.
 *
 * @param rollbackId the rollback
 * @param kind what is taken back
 * @param attempt which attempt it was, from 1
 * @param reason why
 * @param retryAt when to try again; null where a person has to act
 */
@EventName("release.rollback-execution-failed.v1")
public record RollbackExecutionFailed(
        UUID rollbackId,
        RollbackKind kind,
        int attempt,
        String reason,
        @Nullable Instant retryAt) implements RollbackExecutionEndedEvent {}
