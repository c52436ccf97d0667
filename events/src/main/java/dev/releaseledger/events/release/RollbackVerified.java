package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rollback was executed, and health reports find the environment healthy.
 *
 * @param rollbackId the rollback
 * @param deploymentId the deployment that was taken back
 * @param report the newest report that says so, by its id
 * @param comment what the person wanted to add
 */
@EventName("release.rollback-verified.v1")
public record RollbackVerified(
        UUID rollbackId,
        UUID deploymentId,
        UUID report,
        @Nullable String comment) implements RollbackEvent {}
