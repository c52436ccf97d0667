package dev.releaseledger.events.finding;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A finding counts again before its suppression ends.
 *
 * @param suppressionId the suppression
 * @param reason why
 */
@EventName("finding.suppression-withdrawn.v1")
public record SuppressionWithdrawn(UUID suppressionId, String reason) implements FindingEvent {}
