package dev.releaseledger.events.finding;

import java.time.Instant;
import java.util.UUID;

/**
 * A finding that does not count for a while.
 *
 * @param suppressionId its id
 * @param rule the rule's id, whatever its version
 * @param subject the stream that the finding is about
 * @param key the finding's key
 * @param reason why it does not count
 * @param until up to and without this
 * @param suppressedBy the directory id of who said so
 * @param suppressedAt when
 * @param standing how it stands
 */
public record Suppression(
        UUID suppressionId,
        String rule,
        String subject,
        String key,
        String reason,
        Instant until,
        UUID suppressedBy,
        Instant suppressedAt,
        Standing standing) {

    /** How a suppression stands. */
    public sealed interface Standing {
        /** The finding does not count. */
        record Holds() implements Standing {}

        /** Somebody wanted the finding to count again. */
        record Withdrawn(UUID by, Instant at, String reason) implements Standing {}

        /** Its time has passed, and that is on record. */
        record Ended(Instant at) implements Standing {}
    }

    /** Whether the finding does not count. */
    public boolean holds() {
        return standing instanceof Standing.Holds;
    }

    /** Whether it is of this finding. */
    boolean isOf(FindingSuppressed other) {
        return rule.equals(other.rule()) && subject.equals(other.subject()) && key.equals(other.key());
    }

    Suppression now(Standing next) {
        return new Suppression(suppressionId, rule, subject, key, reason, until, suppressedBy, suppressedAt, next);
    }
}
