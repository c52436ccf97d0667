package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something is to be done so that it does not happen again.
 *
 * @param actionItemId the action item, new
 * @param title what is to be done, in a line
 * @param owner the directory id of who sees to it
 * @param due the last day for it, in UTC
 */
@EventName("incident.action-item-added.v1")
public record ActionItemAdded(UUID actionItemId, String title, UUID owner, LocalDate due) implements IncidentEvent {}
