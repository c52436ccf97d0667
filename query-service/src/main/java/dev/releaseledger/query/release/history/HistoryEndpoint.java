package dev.releaseledger.query.release.history;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.release.view.ReleaseStanding;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A release's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "releases")
class HistoryEndpoint {
    private final ProductPolicies policies;
    private final ReleaseStreams streams;
    private final HistoryWriter writer;

    HistoryEndpoint(ReleaseStreams streams, ProductPolicies policies, HistoryWriter writer) {
        this.policies = policies;
        this.streams = streams;
        this.writer = writer;
    }

    @GetMapping(path = "/v1/releases/{id}/history", produces = "application/json")
    @Operation(
            summary =
                    "A release's entries in order: with states=true the state that each led to, with differences=true what it changed",
            parameters = {
                @Parameter(name = "after", description = WantedEntries.AFTER),
                @Parameter(name = "limit", description = WantedEntries.LIMIT),
                @Parameter(
                        name = "states",
                        description =
                                "true: with each entry, how the release stood after it (the view without its changes)"),
                @Parameter(name = "differences", description = HistoryWriter.DIFFERENCES),
                @Parameter(name = "to", description = HistoryWriter.TO),
                @Parameter(name = "clock", description = HistoryWriter.CLOCK)
            })
    void history(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) Authentication who)
            throws IOException {
        UUID releaseId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        HistoryWriter.Asked asked = writer.ask(query);
        Generation generation = asked.generation();
        ReleaseStream now = streams.now(generation, releaseId).orElseThrow(HistoryEndpoint::notFound);
        authorise(Reader.of(who), now.release());
        writer.write(response, asked, ReleaseStream.name(releaseId), new HistoryWriter.Folding<ReleaseStream>() {
            @Override
            public ReleaseStream before(long position) {
                return streams.asOf(generation, releaseId, position - 1).orElse(ReleaseStream.empty());
            }

            @Override
            public ReleaseStream and(ReleaseStream stream, EntryRow row) {
                return stream.and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length);
            }

            @Override
            public @Nullable Object state(ReleaseStream stream) {
                return stream.release()
                        .map(release -> standing(generation, releaseId, stream, release))
                        .orElse(null);
            }
        });
    }

    private ReleaseStanding standing(Generation generation, UUID id, ReleaseStream stream, Release release) {
        int version = release.plan().policyVersion();
        return policies.find(generation, release.plan().product(), version)
                .map(policy -> ReleaseStanding.of(id, stream, release, policy))
                .orElseGet(() ->
                        ReleaseStanding.of(id, stream.withoutPolicy(version), release, PolicyBook.defaultPolicy()));
    }

    private static void authorise(Reader reader, Optional<Release> release) {
        if (release.isPresent()) {
            reader.require(Right.READ, release.get().plan().product());
        } else if (!reader.mayEverywhere(Right.READ)) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.NOT_FOUND.detail("there is no such release"));
    }
}
