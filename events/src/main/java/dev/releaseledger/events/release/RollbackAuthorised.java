package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * Both confirmations are there: the rollback was done, as far as is told of it, and the environment is free. Of what happens
 * now {@link RollbackStarted} and what follows it tell more.
 *
 * @param rollbackId the rollback
 * @param deploymentId the deployment that is taken back
 */
@EventName("release.rollback-authorised.v1")
public record RollbackAuthorised(UUID rollbackId, UUID deploymentId) implements RollbackEvent {}
