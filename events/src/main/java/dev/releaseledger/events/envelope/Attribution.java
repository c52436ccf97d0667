package dev.releaseledger.events.envelope;

import dev.releaseledger.events.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who said it, in which roles, and when.
 *
 * @param actor the directory id of the person or machine that the token named
 * @param roles the roles that the actor held for the product in question
 * @param decidedAt the time that the rules used
 * @param occurredAt the time that the importer claims for backfilled history; null for what is said live
 */
public record Attribution(
        UUID actor,
        Set<Role> roles,
        Instant decidedAt,
        @Nullable Instant occurredAt) {

    public Attribution {
        roles = Set.copyOf(roles);
    }

    /** The time that rules judge by: the claimed time of backfilled history, otherwise the time of the decision. */
    public Instant judgedAt() {
        return occurredAt == null ? decidedAt : occurredAt;
    }

    /** Whether this was recorded after the fact, with a claimed time. */
    public boolean isBackfill() {
        return occurredAt != null;
    }
}
