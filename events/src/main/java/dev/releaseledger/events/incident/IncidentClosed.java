package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Everything that it obliged to is done.
 *
 * @param comment what the person wanted to add
 */
@EventName("incident.closed.v1")
public record IncidentClosed(@Nullable String comment) implements IncidentEvent {}
