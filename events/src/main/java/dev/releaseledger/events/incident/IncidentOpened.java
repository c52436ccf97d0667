package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something hurts users.
 *
 * @param product the product that hurts
 * @param environment where, e.g. {@code production}; null where it is not known
 * @param title what happens, in a line
 * @param severity how much it hurts
 * @param origin where it comes from
 * @param detectedAt when it was noticed
 * @param links what it has to do with, as far as is known
 * @param policyVersion the version of the product's policy that it goes by
 */
@EventName("incident.opened.v1")
public record IncidentOpened(
        String product,
        @Nullable String environment,
        String title,
        Severity severity,
        IncidentOrigin origin,
        Instant detectedAt,
        List<IncidentLink> links,
        int policyVersion)
        implements IncidentEvent {
    public IncidentOpened {
        links = List.copyOf(links);
    }
}
