package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;

/**
 * It does not hurt any more, though it is not mended.
 *
 * @param how what helped
 * @param at since when
 */
@EventName("incident.mitigated.v1")
public record IncidentMitigated(String how, Instant at) implements IncidentEvent {}
