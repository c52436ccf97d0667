package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action item was done.
 *
 * @param actionItemId the action item
 * @param link where it is to be found
 * @param comment what the person wanted to add
 */
@EventName("incident.action-item-done.v1")
public record ActionItemDone(
        UUID actionItemId, @Nullable String link, @Nullable String comment) implements IncidentEvent {}
