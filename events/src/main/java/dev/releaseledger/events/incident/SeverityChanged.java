package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;

/**
 * It hurts more, or less, than was thought.
 *
 * @param severity how much
 * @param reason why
 */
@EventName("incident.severity-changed.v1")
public record SeverityChanged(Severity severity, String reason) implements IncidentEvent {}
