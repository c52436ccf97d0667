package dev.releaseledger.events.incident;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What only one incident has, and what shows which are under way. What is linked is had for ever: whoever tells of the same
 * rollback or the same firing alert again is led to the same incident.
 */
public final class IncidentClaims {
    private IncidentClaims() {}

    /** Begins the names of the claims that a product's incidents have while they are under way, each one of its own. */
    public static String underWay(String product) {
        return "incident-under-way:" + product + "/";
    }

    /** The claim that an incident has while it is under way. */
    public static String underWay(String product, UUID incidentId) {
        return underWay(product) + incidentId;
    }

    /**
     * The claim of the incident where what happens by itself in a product's environment is gathered, while it is under way.
     *
     * @param environment null where it is not known
     */
    public static String place(String product, @Nullable String environment) {
        return "incident-place:" + product + "/" + (environment == null ? "" : environment);
    }

    /** The claim on a hotfix, which has one incident. */
    public static String hotfix(UUID releaseId) {
        return "incident-hotfix:" + releaseId;
    }

    /** The claim on what is linked; empty where many incidents may have to do with it. */
    public static Optional<String> linked(String product, IncidentLink link) {
        if (link.alert() instanceof IncidentLink.Alert alert) {
            return Optional.of("incident-alert:" + product + "/" + alert.fingerprint() + "/" + alert.startsAt());
        }
        return Optional.ofNullable(link.rollbackId()).map(rollback -> "incident-rollback:" + rollback);
    }

    /** Whether a claim is one of those that incidents have for ever. */
    public static boolean isOfALink(String claim) {
        return claim.startsWith("incident-alert:") || claim.startsWith("incident-rollback:");
    }

    /** What an event on this state takes for ever. */
    public static Set<String> of(IncidentState before, IncidentEvent event) {
        if (event instanceof IncidentOpened opened) {
            return linked(opened.product(), opened.links());
        }
        return before instanceof Incident incident && event instanceof IncidentLinked linked
                ? linked(incident.product(), List.of(linked.link()))
                : Set.of();
    }

    /** Every claim on what is linked that an incident in this state may hold; those of its duplicates stay with them. */
    public static Set<String> heldBy(Incident incident) {
        return linked(incident.product(), incident.links());
    }

    private static Set<String> linked(String product, List<IncidentLink> links) {
        return links.stream().flatMap(link -> linked(product, link).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
