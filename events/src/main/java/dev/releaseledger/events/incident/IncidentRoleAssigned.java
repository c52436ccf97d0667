package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * Somebody does something in it from now on. Of responders there may be many, of the others one at a time.
 *
 * @param role what
 * @param person the directory id of who
 */
@EventName("incident.role-assigned.v1")
public record IncidentRoleAssigned(IncidentRole role, UUID person) implements IncidentEvent {}
