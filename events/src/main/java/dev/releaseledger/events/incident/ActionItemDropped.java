package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * An action item will not be done.
 *
 * @param actionItemId the action item
 * @param reason why
 */
@EventName("incident.action-item-dropped.v1")
public record ActionItemDropped(UUID actionItemId, String reason) implements IncidentEvent {}
