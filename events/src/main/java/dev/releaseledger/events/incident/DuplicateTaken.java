package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;
import java.util.UUID;

/**
 * Another incident is the same as this, and goes on here. Appended together with what the other says of it.
 *
 * @param duplicate the other incident
 * @param product the product of the other incident
 * @param links what the other has to do with
 * @param reason why it is the same
 */
@EventName("incident.duplicate-taken.v1")
public record DuplicateTaken(UUID duplicate, String product, List<IncidentLink> links, String reason)
        implements IncidentEvent {
    public DuplicateTaken {
        links = List.copyOf(links);
    }
}
