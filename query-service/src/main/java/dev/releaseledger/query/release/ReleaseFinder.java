package dev.releaseledger.query.release;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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
    private static final NotThere NOT_THERE = new NotThere("release", "planning");

    private final AskedPast past;
    private final ReleaseStreams streams;
    private final ProductPolicies policies;

    ReleaseFinder(AskedPast past, ReleaseStreams streams, ProductPolicies policies) {
        this.past = past;
        this.streams = streams;
        this.policies = policies;
    }

    /**
     * A release that was found.
     *
     * @param policy what it pins; the default policy in place of one that is not understood, and the stream says so
     * @param then as of when it was asked for, and where it was read: what belongs to it is to be read there too
     */
    public record Found(UUID id, AskedPast.Then then, ReleaseStream stream, Release release, ReleasePolicy policy) {

        /** Where it was read. */
        public Generation generation() {
            return then.generation();
        }

        /** Whether it was asked for as it is. */
        public boolean isNow() {
            return then.isNow();
        }

        /** The claimed time that was asked about: what happened later is left out; null where the record counts. */
        public @Nullable Instant claimedBy() {
            return then.claimedBy();
        }

        /** The time that was asked about: now, the time that was given, or when the entry at a position was recorded. */
        public Instant at() {
            return then.at();
        }
    }

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
        AskedPast.Then then = past.of(query);
        ReleaseStream stream = streams.at(then.generation(), releaseId, then.moment(), then.isClaimed())
                .orElseThrow(NOT_THERE::problem);
        Release release = stream.release().orElseThrow(() -> NOT_THERE.notUnderstood(reader, stream.doubt()));
        reader.require(Right.READ, release.plan().product());
        return found(releaseId, then, stream, release);
    }

    /** A release after the entry at a position, whoever may read it; empty where there was none, or it was not understood. */
    public Optional<Found> asOf(Generation generation, UUID id, long position) {
        AskedPast.Then then = past.at(generation, position);
        return streams.asOf(generation, id, position)
                .flatMap(stream -> stream.release().map(release -> found(id, then, stream, release)));
    }

    private Found found(UUID releaseId, AskedPast.Then then, ReleaseStream stream, Release release) {
        Pinned pinned = pinned(then.generation(), stream, release);
        return new Found(releaseId, then, pinned.stream(), release, pinned.policy());
    }

    /** A stream with the policy that its release pins; with the default policy, and a doubt, where that is not understood. */
    public record Pinned(ReleaseStream stream, ReleasePolicy policy) {}

    /** The policy that a release pins, whoever may read it. */
    public Pinned pinned(Generation generation, ReleaseStream stream, Release release) {
        int version = release.plan().policyVersion();
        return policies.find(generation, release.plan().product(), version)
                .map(policy -> new Pinned(stream, policy))
                .orElseGet(() -> new Pinned(stream.withoutPolicy(version), PolicyBook.defaultPolicy()));
    }
}
