package dev.releaseledger.events.finding;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.UUID;

/**
 * The time for which a finding was suppressed has passed: it counts again.
 *
 * @param suppressionId the suppression
 * @param until when it ended
 */
@EventName("finding.suppression-ended.v1")
public record SuppressionEnded(UUID suppressionId, Instant until) implements FindingEvent {}
