package dev.releaseledger.events.release;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the two people that a rollback needs confirmed it.
 *
 * @param rollbackId the rollback
 * @param confirmedAs {@code on-call} or {@code manager}
 * @param comment what the person wanted to add
 */
@EventName("release.rollback-confirmed.v1")
public record RollbackConfirmed(
        UUID rollbackId, Role confirmedAs, @Nullable String comment) implements RollbackEvent {}
