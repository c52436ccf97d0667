package dev.releaseledger.command.desk;

import dev.releaseledger.events.access.Grants;
import dev.releaseledger.events.envelope.Attribution;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the token says, and when.
 *
 * @param actor the directory id of the token's subject
 * @param grants the roles that the token gives
 * @param at when the command was taken; the time that rules use
 * @param occurredAt the time that the caller claims, for backfilled history
 */
public record Caller(
        UUID actor, Grants grants, Instant at, @Nullable Instant occurredAt) {

    /** The caller as the one who says something about this product. */
    public Attribution about(String product) {
        return new Attribution(actor, grants.forProduct(product), at, occurredAt);
    }
}
