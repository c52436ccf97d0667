package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback obliges to was done.
 *
 * @param rollbackId the rollback
 * @param obligation the obligation's id in the policy
 * @param link where it is to be found
 * @param digest {@code sha256:<hex>} of what the link leads to
 * @param comment what the person wanted to add
 */
@EventName("release.rollback-obligation-met.v1")
public record RollbackObligationMet(
        UUID rollbackId,
        String obligation,
        @Nullable String link,
        @Nullable String digest,
        @Nullable String comment) implements RollbackEvent {}
