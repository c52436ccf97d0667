package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rollback is executed from now on: both confirmations are there, or a trigger acts first.
 *
 * @param rollbackId the rollback
 * @param deploymentId the deployment that is taken back
 * @param preAuthorisedBy the trigger that acts before people confirm it; null where both have
 */
@EventName("release.rollback-started.v1")
public record RollbackStarted(
        UUID rollbackId, UUID deploymentId, @Nullable String preAuthorisedBy) implements RollbackEvent {}
