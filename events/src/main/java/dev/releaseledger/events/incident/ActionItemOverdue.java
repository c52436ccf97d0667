package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The last day for an action item passed, and it is still open.
 *
 * @param actionItemId the action item
 * @param due the last day for it, in UTC
 */
@EventName("incident.action-item-overdue.v1")
public record ActionItemOverdue(UUID actionItemId, LocalDate due) implements IncidentEvent {}
