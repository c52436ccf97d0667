package dev.releaseledger.command.incident.gather;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.command.incident.open.LinkIncident;
import dev.releaseledger.command.incident.open.OpenIncident;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Leads what happens by itself to its incident: to the one that is under way there, or to a new one. May be used by many
 * threads and instances at once, and again for the same occurrence, also after a crash in between: there is one incident for it,
 * and one under way for all that happens by itself in a product's environment.
 */
public final class Gathering {
    /** So often somebody else may be first before the caller is asked to come again. */
    private static final int ATTEMPTS = 10;

    /** So many incidents of a product are looked through. */
    private static final int MOST_UNDER_WAY = 200;

    /** A storm of alerts is one incident; what more of them there are is told by what tells of alerts. */
    private static final int MOST_LINKS = 200;

    private static final int CONFLICT = 409;

    private final Claims claims;
    private final StreamStates<IncidentState> incidents;

    /** Finds incidents by their claims, and reads how they stand. */
    public Gathering(Claims claims, StreamStates<IncidentState> incidents) {
        this.claims = claims;
        this.incidents = incidents;
    }

    /** An incident that is under way. */
    private record UnderWay(UUID id, Incident incident) {}

    /**
     * Leads an occurrence to its incident.
     *
     * @param say says a command to the ledger
     * @return the incident; empty where a rule refused it, which is on record
     * @throws RequestRejected when others are first again and again, or the command can go nowhere
     */
    public Optional<UUID> lead(Occurrence what, Function<Command, Answer> say) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<String> known = claims.holder(what.cause());
            if (known.isPresent()) {
                return known.map(this::whereItGoesOn);
            }
            Optional<UnderWay> there = underWay(what);
            if (there.filter(found -> hasEnough(found.incident(), what)).isPresent()) {
                return there.map(UnderWay::id);
            }
            UUID id = there.map(UnderWay::id).orElseGet(() -> idFor(what));
            try {
                Answer answer = say.apply(there.isPresent() ? link(id, what) : open(id, what));
                if (answer.status() < 300) {
                    return Optional.of(id);
                }
                if (answer.status() != CONFLICT || there.isEmpty()) {
                    return Optional.empty();
                }
            } catch (RequestRejected e) {
                // Somebody else was first: there is an incident now.
                if (e.problem().status() != CONFLICT) {
                    throw e;
                }
            }
        }
        throw new RequestRejected(Problem.of(
                503, "busy", "Too busy", "others keep changing the incidents of " + what.product() + "; try again"));
    }

    /** The holder of the place is one of them however many there are: while it is under way, no other is opened there. */
    private Optional<UnderWay> underWay(Occurrence what) {
        Optional<UnderWay> holder = claims.holder(IncidentClaims.place(what.product(), what.environment()))
                .flatMap(this::read)
                .filter(found -> found.incident().standing().isUnderWay());
        List<UnderWay> listed = claims.holders(IncidentClaims.underWay(what.product()), MOST_UNDER_WAY).stream()
                .flatMap(stream -> read(stream).stream())
                .filter(found -> found.incident().standing().isUnderWay())
                .sorted(Comparator.comparing(
                                (UnderWay found) -> found.incident().opening().at())
                        .reversed())
                .toList();
        List<UnderWay> all = Stream.concat(holder.stream(), listed.stream()).toList();
        return all.stream()
                .filter(found -> isOfTheSameDeployment(found.incident(), what))
                .findFirst()
                .or(() -> all.stream()
                        .filter(found -> isThere(found.incident(), what))
                        .findFirst());
    }

    /** The incident that goes on for this one: itself, unless it was merged. */
    private UUID whereItGoesOn(String stream) {
        UUID id = idOf(stream);
        while (read(IncidentEvent.stream(id))
                        .map(found -> found.incident().standing())
                        .orElse(null)
                instanceof Incident.Standing.Merged merged) {
            id = merged.into();
        }
        return id;
    }

    /** Another instance may have recorded more. */
    private Optional<UnderWay> read(String stream) {
        incidents.forget(stream);
        return incidents.of(stream).state() instanceof Incident incident
                ? Optional.of(new UnderWay(idOf(stream), incident))
                : Optional.empty();
    }

    private static boolean isOfTheSameDeployment(Incident incident, Occurrence what) {
        UUID deployment = what.link().deploymentId();
        return deployment != null && incident.links().stream().anyMatch(link -> deployment.equals(link.deploymentId()));
    }

    /** An incident whose environment nobody named may be anywhere; one that took a duplicate is also where that was. */
    private boolean isThere(Incident incident, Occurrence what) {
        return what.environment() == null
                || incident.opening().event().environment() == null
                || isIn(what.environment(), incident);
    }

    private boolean isIn(String environment, Incident incident) {
        return environment.equals(incident.opening().event().environment())
                || incident.duplicates().stream()
                        .flatMap(duplicate -> read(IncidentEvent.stream(duplicate)).stream())
                        .anyMatch(duplicate -> isIn(environment, duplicate.incident()));
    }

    private static boolean hasEnough(Incident incident, Occurrence what) {
        return incident.links().contains(what.link())
                || what.link().alert() != null && incident.links().size() >= MOST_LINKS;
    }

    private static OpenIncident open(UUID id, Occurrence what) {
        return new OpenIncident(
                id,
                what.product(),
                what.environment(),
                what.title(),
                null,
                what.origin(),
                what.at(),
                List.of(what.link()),
                what.cause(),
                null);
    }

    private static LinkIncident link(UUID id, Occurrence what) {
        return new LinkIncident(id, List.of(what.link()), what.cause(), null);
    }

    /** The same for the same occurrence, whoever is led by it and how often. */
    private static UUID idFor(Occurrence what) {
        return UUID.nameUUIDFromBytes(what.cause().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static UUID idOf(String stream) {
        return UUID.fromString(stream.substring(stream.indexOf('/') + 1));
    }
}
