package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rollback did not work: people have to decide what to do instead.
 *
 * @param rollbackId the rollback
 * @param deploymentId the deployment that was to be taken back
 * @param kind what could not be taken back; null where it was not the execution that failed
 * @param summary what was seen
 */
@EventName("release.rollback-failed.v1")
public record RollbackFailed(
        UUID rollbackId, UUID deploymentId, @Nullable RollbackKind kind, String summary) implements RollbackEvent {}
