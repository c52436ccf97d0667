package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What it did to users, and when.
 *
 * @param description what it did, to whom
 * @param from since when
 * @param until up to when; null while it goes on
 */
@EventName("incident.impact-stated.v1")
public record ImpactStated(
        String description, Instant from, @Nullable Instant until) implements IncidentEvent {}
