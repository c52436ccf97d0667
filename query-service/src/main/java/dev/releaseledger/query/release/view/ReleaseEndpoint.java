package dev.releaseledger.query.release.view;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.generation.ProjectedPosition;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import dev.releaseledger.query.settings.QuerySettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One release as it is, or as it was: the same fold, over all of its entries or over the first of them. */
@RestController
@Tag(name = "releases")
class ReleaseEndpoint {
    private final Generations generations;
    private final ProjectedPosition projected;
    private final ReleaseStreams streams;
    private final QuerySettings settings;
    private final Clock clock;

    ReleaseEndpoint(
            Generations generations,
            ProjectedPosition projected,
            ReleaseStreams streams,
            QuerySettings settings,
            Clock clock) {
        this.generations = generations;
        this.projected = projected;
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
    }

    private record Asked(@Nullable Moment asOf, boolean claimed) {}

    @GetMapping("/v1/releases/{id}")
    @Operation(
            summary = "One release, as it is or as it was",
            description = "What is asked about the past is answered from the entries of the past, by the same code.",
            parameters = {
                @Parameter(
                        name = "asOf",
                        description =
                                "a position, or an RFC 3339 time that is not in the future: the release as it was then"),
                @Parameter(
                        name = "clock",
                        description = "with a time: recorded (default), when the ledger recorded it, or claimed, when"
                                + " backfilled history says that it happened"),
                @Parameter(
                        name = "after",
                        description =
                                "a position, as a command answers it: waits, at most 5 seconds, until it is projected")
            })
    ResponseEntity<ReleaseView> release(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        UUID releaseId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        Optional<Long> after = query.number("after", 0);
        Asked asked = asked(query);
        query.done();
        after.ifPresent(this::await);
        Generation generation = generationFor(asked, query);
        ReleaseStream stream = find(generation, releaseId, asked).orElseThrow(ReleaseEndpoint::notFound);
        Reader reader = Reader.of(who);
        Release release = stream.release().orElseThrow(() -> notUnderstood(reader, stream));
        reader.require(Right.READ, release.plan().product());
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        if (asked.asOf() == null) {
            answer.eTag("\"" + stream.sequence() + "\"");
        }
        return answer.body(ReleaseView.of(ReleaseStanding.of(releaseId, stream, release), release));
    }

    private Asked asked(QueryParameters query) {
        Moment asOf = query.moment("asOf").orElse(null);
        boolean claimed = query.word("clock", List.of("recorded", "claimed"))
                .map("claimed"::equals)
                .orElse(false);
        if (query.has("clock") && !(asOf instanceof Moment.Time)) {
            query.fault("clock", "given without a time", "only together with asOf=<time>");
        }
        if (asOf instanceof Moment.Time time && time.time().isAfter(clock.instant())) {
            query.fault("asOf", "in the future", "a time that is over: nobody knows what will have been recorded");
        }
        return new Asked(asOf, claimed);
    }

    private void await(long position) {
        try {
            if (!projected.await(position, settings.queries().waitForPosition())) {
                throw new ProblemException(Problem.NOT_PROJECTED
                        .detail("position " + position + " is not projected yet")
                        .projected(projected.next() - 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE.detail("the service is ending"));
        }
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
