package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A rollback that waited for confirmation will not be done: it was a mistake, or a false alarm.
 *
 * @param rollbackId the rollback
 * @param reason why not
 */
@EventName("release.rollback-withdrawn.v1")
public record RollbackWithdrawn(UUID rollbackId, String reason) implements RollbackEvent {}
