package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;

/**
 * It is not over after all.
 *
 * @param reason why
 */
@EventName("incident.reopened.v1")
public record IncidentReopened(String reason) implements IncidentEvent {}
