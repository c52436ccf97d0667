package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * Both confirmations are there: the rollback may be executed, and the environment is free.
 *
 * @param rollbackId the rollback
 * @param deploymentId the deployment that is taken back
 */
@EventName("release.rollback-authorised.v1")
public record RollbackAuthorised(UUID rollbackId, UUID deploymentId) implements ReleaseEvent {}
