package dev.releaseledger.query.release;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.policy.ProductPolicies;
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
 * Finds the release that a query asks for, as it is or as it was. Every query of one release takes the parameters that are
 * read here: {@code asOf}, {@code clock} and {@code after}.
 */
@Component
public final class ReleaseFinder {
    private final Generations generations;
    private final AskedMoments moments;
    private final ReleaseStreams streams;
    private final ProductPolicies policies;
    private final Clock clock;

    ReleaseFinder(
            Generations generations,
            AskedMoments moments,
            ReleaseStreams streams,
            ProductPolicies policies,
            Clock clock) {
        this.generations = generations;
        this.moments = moments;
        this.streams = streams;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * A release that was found.
     *
     * @param policy what it pins; the default policy in place of one that is not understood, and the stream says so
     * @param generation where it was read, and what belongs to it is to be read too
     * @param isNow whether it was asked for as it is
     * @param claimedBy the claimed time that was asked about: what happened later is left out; null where the record counts
     * @param at the time that was asked about: now, the time that was given, or, with a position, when the release's last entry
     *     by then was said
     */
    public record Found(
            UUID id,
            Generation generation,
            ReleaseStream stream,
            Release release,
            ReleasePolicy policy,
            boolean isNow,
            @Nullable Instant claimedBy,
            Instant at) {}

    private record Asked(@Nullable Moment asOf, boolean claimed) {}

    /**
     * Finds a release for somebody who may read it.
     *
     * @param id the release's id as the path has it
     * @throws ProblemException when the parameters are faulty, there is no such release, or the reader may not read it
     */
    public Found find(String id, HttpServletRequest request, Reader reader) {
        return find(id, QueryParameters.of(request), reader);
    }

    /**
     * Finds a release for somebody who may read it.
     *
     * @param query of which everything was read that only this query takes; what is left is read here, and then it is done
     * @throws ProblemException when the parameters are faulty, there is no such release, or the reader may not read it
     */
    public Found find(String id, QueryParameters query, Reader reader) {
        UUID releaseId = QueryParameters.id(id);
        Optional<Long> after = query.number("after", 0);
        Asked asked = asked(query);
        query.done();
        after.ifPresent(moments::await);
        Generation generation = generationFor(asked, query);
        ReleaseStream stream = find(generation, releaseId, asked).orElseThrow(ReleaseFinder::notFound);
        Release release = stream.release().orElseThrow(() -> notUnderstood(reader, stream));
        reader.require(Right.READ, release.plan().product());
        int version = release.plan().policyVersion();
        Optional<ReleasePolicy> pinned =
                policies.find(generation, release.plan().product(), version);
        return new Found(
                releaseId,
                generation,
                pinned.isPresent() ? stream : stream.withoutPolicy(version),
                release,
                pinned.orElse(PolicyBook.defaultPolicy()),
                asked.asOf() == null,
                asked.claimed() && asked.asOf() instanceof Moment.Time by ? by.time() : null,
                switch (asked.asOf()) {
                    case null -> clock.instant();
                    case Moment.Time time -> time.time();
                    case Moment.Position position -> stream.updatedAt();
                });
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

    private Optional<ReleaseStream> find(Generation generation, UUID id, Asked asked) {
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
        return new ProblemException(Problem.NOT_FOUND.detail("there is no such release, or there was none then"));
    }

    /** Without its planning nobody knows its product, so only those who may read all products learn that it is there. */
    private static ProblemException notUnderstood(Reader reader, ReleaseStream stream) {
        ReleaseStream.Doubt doubt = stream.doubt();
        if (doubt == null || !reader.mayEverywhere(Right.READ)) {
            return notFound();
        }
        return new ProblemException(
                Problem.NOT_UNDERSTOOD.detail("the release's planning is not understood by this version, from position "
                        + doubt.position() + " on: " + doubt.reason()));
    }
}
