package dev.releaseledger.events.finding;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.UUID;

/**
 * A finding does not count for a while: somebody knows of it and says why.
 *
 * @param suppressionId unique within the product
 * @param rule the rule's id, whatever its version
 * @param subject the stream that the finding is about, {@code release/<id>} or {@code flag/<id>}
 * @param key the finding's key
 * @param reason why it does not count
 * @param until up to and without this
 */
@EventName("finding.suppressed.v1")
public record FindingSuppressed(
        UUID suppressionId, String rule, String subject, String key, String reason, Instant until)
        implements FindingEvent {}
