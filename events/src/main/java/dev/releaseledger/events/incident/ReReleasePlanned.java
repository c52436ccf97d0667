package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How what was taken back comes again.
 *
 * @param releaseId the release that it comes with; null where it is not planned yet, or will not come
 * @param plan the plan
 */
@EventName("incident.re-release-planned.v1")
public record ReReleasePlanned(@Nullable UUID releaseId, String plan) implements IncidentEvent {}
