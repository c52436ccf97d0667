package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * The system that executes rollbacks is about to be asked for one.
 *
 * @param rollbackId the rollback
 * @param kind what is taken back
 * @param attempt which attempt it is, from 1
 * @param executionId what that system knows repeated requests by
 */
@EventName("release.rollback-execution-started.v1")
public record RollbackExecutionStarted(UUID rollbackId, RollbackKind kind, int attempt, UUID executionId)
        implements RollbackExecutionEvent {}
