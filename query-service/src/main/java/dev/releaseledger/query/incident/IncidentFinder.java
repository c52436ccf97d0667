package dev.releaseledger.query.incident;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the incident that a query asks for, as it is or as it was, by the parameters that queries of one release take too:
 * {@code asOf}, {@code clock} and {@code after}.
 */
@Component
final class IncidentFinder {
    private final Generations generations;
    private final AskedMoments moments;
    private final IncidentStreams streams;
    private final ProductPolicies policies;
    private final Clock clock;

    IncidentFinder(
            Generations generations,
            AskedMoments moments,
            IncidentStreams streams,
            ProductPolicies policies,
            Clock clock) {
        this.generations = generations;
        this.moments = moments;
        this.streams = streams;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * An incident that was found.
     *
     * @param policy what it pins; the default policy in place of one that is not understood, and the stream says so
     * @param isNow whether it was asked for as it is
     * @param at the time that was asked about: now, the time that was given, or, with a position, when the incident's last entry
     *     by then was said
     */
    record Found(UUID id, IncidentStream stream, Incident incident, ReleasePolicy policy, boolean isNow, Instant at) {}

    private record Asked(@Nullable Moment asOf, boolean claimed) {}

    /**
     * Finds an incident for somebody who may read it.
     *
     * @param id the incident's id as the path has it
     * @throws ProblemException when the parameters are faulty, there is no such incident, or the reader may not read it
     */
    Found find(String id, HttpServletRequest request, Reader reader) {
        UUID incidentId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        Optional<Long> after = query.number("after", 0);
        Asked asked = asked(query);
        query.done();
        after.ifPresent(moments::await);
        Generation generation = generationFor(asked, query);
        IncidentStream stream = find(generation, incidentId, asked).orElseThrow(IncidentFinder::notFound);
        Incident incident = stream.incident().orElseThrow(() -> notUnderstood(reader, stream));
        reader.require(Right.READ, incident.product());
        Pinned pinned = pinned(generation, stream, incident);
        return new Found(
                incidentId,
                pinned.stream(),
                incident,
                pinned.policy(),
                asked.asOf() == null,
                switch (asked.asOf()) {
                    case null -> clock.instant();
                    case Moment.Time time -> time.time();
                    case Moment.Position position -> stream.updatedAt();
                });
    }

    /** A stream with the policy that its incident pins; with the default policy, and a doubt, where that is not understood. */
    record Pinned(IncidentStream stream, ReleasePolicy policy) {}

    Pinned pinned(Generation generation, IncidentStream stream, Incident incident) {
        int version = incident.opening().event().policyVersion();
        return policies.find(generation, incident.product(), version)
                .map(policy -> new Pinned(stream, policy))
                .orElseGet(() -> new Pinned(stream.withoutPolicy(version), PolicyBook.defaultPolicy()));
    }

    private Asked asked(QueryParameters query) {
        Optional<Moment> asOf = moments.past(query, "asOf");
        boolean claimed = moments.claimed(query, "only together with asOf=<time>", List.of(asOf));
        return new Asked(asOf.orElse(null), claimed);
    }

    private Generation generationFor(Asked asked, QueryParameters query) {
        if (!(asked.asOf() instanceof Moment.Position asOf)) {
            return generations.active();
        }
        Head head = generations.head();
        if (asOf.position() >= head.nextPosition()) {
            query.fault("asOf", "not projected yet", "a position below " + head.nextPosition());
            query.done();
        }
        return head.generation();
    }

    private Optional<IncidentStream> find(Generation generation, UUID id, Asked asked) {
        return switch (asked.asOf()) {
            case null -> streams.now(generation, id);
            case Moment.Position at -> streams.asOf(generation, id, at.position());
            case Moment.Time at ->
                asked.claimed()
                        ? streams.claimedAt(generation, id, at.time())
                        : streams.recordedBy(generation, id, at.time());
        };
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.NOT_FOUND.detail("there is no such incident, or there was none then"));
    }

    /** Without its opening nobody knows its product, so only those who may read all products learn that it is there. */
    private static ProblemException notUnderstood(Reader reader, IncidentStream stream) {
        ReleaseStream.Doubt doubt = stream.doubt();
        if (doubt == null || !reader.mayEverywhere(Right.READ)) {
            return notFound();
        }
        return new ProblemException(
                Problem.NOT_UNDERSTOOD.detail("the incident's opening is not understood by this version, from position "
                        + doubt.position() + " on: " + doubt.reason()));
    }
}
