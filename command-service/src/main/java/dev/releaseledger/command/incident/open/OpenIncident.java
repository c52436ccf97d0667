package dev.releaseledger.command.incident.open;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Open an incident.
 *
 * @param environment where; null where it is not known
 * @param severity how much it hurts; null for what the policy says of incidents that are opened by themselves
 * @param detectedAt when it was noticed; null for now
 * @param cause the claim on what this follows from, where it is said by itself; null for what a person says
 */
public record OpenIncident(
        UUID incidentId,
        String product,
        @Nullable String environment,
        String title,
        @Nullable Severity severity,
        IncidentOrigin origin,
        @Nullable Instant detectedAt,
        List<IncidentLink> links,
        @Nullable String cause,
        @Nullable Instant occurredAt)
        implements IncidentCommand {
    public OpenIncident {
        links = List.copyOf(links);
    }

    /** The event that it comes to under this policy. Pure. */
    public IncidentOpened opened(Attribution by, ReleasePolicy policy) {
        return new IncidentOpened(
                product,
                environment,
                title,
                severity == null ? policy.incidents().severityOf().getOrDefault(origin, Severity.SEV3) : severity,
                origin,
                detectedAt == null ? by.judgedAt() : detectedAt,
                links,
                policy.version());
    }

    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        IncidentOpened known = incident.opening().event();
        return List.of(new IncidentOpened(
                product,
                environment,
                title,
                severity == null ? known.severity() : severity,
                origin,
                detectedAt == null ? known.detectedAt() : detectedAt,
                links,
                known.policyVersion()));
    }

    @Override
    public boolean isAlreadySo(Incident incident, Attribution by) {
        return incident.opening().by().equals(by.actor())
                && proposes(incident, by).contains(incident.opening().event());
    }
}
