package dev.releaseledger.query.incident;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.release.NotThere;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds the incident that a query asks for, as it is or as it was, by the parameters that queries of one release take too:
 * {@code asOf}, {@code clock} and {@code after}.
 */
@Component
final class IncidentFinder {
    private static final NotThere NOT_THERE = new NotThere("incident", "opening");

    private final AskedPast past;
    private final FoldedStreams<IncidentStream> streams;
    private final ProductPolicies policies;

    IncidentFinder(AskedPast past, FoldedStreams<IncidentStream> streams, ProductPolicies policies) {
        this.past = past;
        this.streams = streams;
        this.policies = policies;
    }

    /**
     * An incident that was found.
     *
     * @param policy what it pins; the default policy in place of one that is not understood, and the stream says so
     * @param isNow whether it was asked for as it is
     * @param at the time that was asked about: now, the time that was given, or, with a position, when the entry there was
     *     recorded
     */
    record Found(UUID id, IncidentStream stream, Incident incident, ReleasePolicy policy, boolean isNow, Instant at) {}

    /**
     * Finds an incident for somebody who may read it.
     *
     * @param id the incident's id as the path has it
     * @throws ProblemException when the parameters are faulty, there is no such incident, or the reader may not read it
     */
    Found find(String id, HttpServletRequest request, Reader reader) {
        UUID incidentId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        AskedPast.Then then = past.of(query);
        IncidentStream stream = streams.at(then.generation(), incidentId, then.moment(), then.isClaimed())
                .orElseThrow(NOT_THERE::problem);
        Incident incident = stream.incident().orElseThrow(() -> NOT_THERE.notUnderstood(reader, stream.doubt()));
        reader.require(Right.READ, incident.product());
        Pinned pinned = pinned(then.generation(), stream, incident);
        return new Found(incidentId, pinned.stream(), incident, pinned.policy(), then.isNow(), then.at());
    }

    /** A stream with the policy that its incident pins; with the default policy, and a doubt, where that is not understood. */
    record Pinned(IncidentStream stream, ReleasePolicy policy) {}

    Pinned pinned(Generation generation, IncidentStream stream, Incident incident) {
        int version = incident.opening().event().policyVersion();
        return policies.find(generation, incident.product(), version)
                .map(policy -> new Pinned(stream, policy))
                .orElseGet(() -> new Pinned(stream.withoutPolicy(version), PolicyBook.defaultPolicy()));
    }
}
