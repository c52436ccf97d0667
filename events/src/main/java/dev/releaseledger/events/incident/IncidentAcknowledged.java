package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;

/**
 * Somebody takes care of it.
 */
@EventName("incident.acknowledged.v1")
public record IncidentAcknowledged() implements IncidentEvent {}
