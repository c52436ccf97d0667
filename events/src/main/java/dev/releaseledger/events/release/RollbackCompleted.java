package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A rollback is verified and people were told. What it obliges to stays open until it is shown.
 *
 * @param rollbackId the rollback
 */
@EventName("release.rollback-completed.v1")
public record RollbackCompleted(UUID rollbackId) implements RollbackEvent {}
