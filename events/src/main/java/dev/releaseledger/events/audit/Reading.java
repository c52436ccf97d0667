package dev.releaseledger.events.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reader's equal requests for evidence.
 *
 * @param reader the directory id of the person or machine that the token named
 * @param roles what the token's roles claim granted, in the order of the alphabet, e.g. {@code auditor} or {@code
 *     qa-lead@checkout}
 * @param what the resource, e.g. {@code release/<id>}
 * @param how the way it was read, e.g. {@code evidence-bundle}
 * @param outcome whether it was let out or denied
 * @param first when the first of them was made
 * @param last when the last of them was made
 * @param count how many there were, at least 1
 * @param traceparent the W3C trace of the first of them that has one; null where none has
 */
public record Reading(
        UUID reader,
        List<String> roles,
        String what,
        String how,
        AccessOutcome outcome,
        Instant first,
        Instant last,
        long count,
        @Nullable String traceparent) {
    public Reading {
        roles = List.copyOf(roles);
    }
}
