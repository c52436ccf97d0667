package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;

/**
 * It is over.
 *
 * @param how what mended it
 * @param at since when
 */
@EventName("incident.resolved.v1")
public record IncidentResolved(String how, Instant at) implements IncidentEvent {}
