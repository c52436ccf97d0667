package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * It is the same as another incident, where it goes on.
 *
 * @param into the incident where it goes on
 * @param reason why it is the same
 */
@EventName("incident.merged.v1")
public record IncidentMerged(UUID into, String reason) implements IncidentEvent {}
