package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;

/**
 * The incident has to do with something more.
 *
 * @param link what
 */
@EventName("incident.linked.v1")
public record IncidentLinked(IncidentLink link) implements IncidentEvent {}
