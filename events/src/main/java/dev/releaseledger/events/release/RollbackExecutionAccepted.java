package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * The system that executes rollbacks has acknowledged one, and will say when it is done.
 *
 * @param rollbackId the rollback
 * @param kind what is taken back
 * @param attempt which attempt it was, from 1
 */
@EventName("release.rollback-execution-accepted.v1")
public record RollbackExecutionAccepted(UUID rollbackId, RollbackKind kind, int attempt)
        implements RollbackExecutionEndedEvent {}
