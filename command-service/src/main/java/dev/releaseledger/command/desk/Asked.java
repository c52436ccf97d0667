package dev.releaseledger.command.desk;

import dev.releaseledger.events.access.Grants;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command: who asks, by which request, on which conditions.
 *
 * @param actor the directory id of the token's subject
 * @param grants the roles that the token gives
 * @param at when the request was taken
 * @param method the request's method
 * @param path the request's path
 * @param idempotencyKey the caller's key for this request, where there is one
 * @param bodyDigest SHA-256 of the request's body, in hexadecimal
 * @param ifMatch the sequence that the subject has to stand at, where the caller wants it
 * @param correlationId of everything that this request leads to
 * @param causationId the entry that this follows from; null for what comes from outside
 * @param traceparent the W3C trace context of the request
 */
public record Asked(
        UUID actor,
        Grants grants,
        Instant at,
        String method,
        String path,
        @Nullable String idempotencyKey,
        String bodyDigest,
        @Nullable Long ifMatch,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {

    Caller caller(@Nullable Instant occurredAt) {
        return new Caller(actor, grants, at, occurredAt);
    }
}
