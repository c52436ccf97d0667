package dev.releaseledger.query.release.history;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
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
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A release's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "releases")
class HistoryEndpoint {
    private final ProductPolicies policies;
    private final Generations generations;
    private final Entries entries;
    private final ReleaseStreams streams;
    private final EntryPageWriter writer;

    HistoryEndpoint(
            Generations generations,
            Entries entries,
            ReleaseStreams streams,
            ProductPolicies policies,
            EntryPageWriter writer) {
        this.policies = policies;
        this.generations = generations;
        this.entries = entries;
        this.streams = streams;
        this.writer = writer;
    }

    @GetMapping(path = "/v1/releases/{id}/history", produces = "application/json")
    @Operation(
            summary = "A release's entries in order, each with the state that it led to when states=true",
            parameters = {
                @Parameter(name = "after", description = WantedEntries.AFTER),
                @Parameter(name = "limit", description = WantedEntries.LIMIT),
                @Parameter(
                        name = "states",
                        description =
                                "true: with each entry, how the release stood after it (the view without its changes)")
            })
    void history(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) Authentication who)
            throws IOException {
        UUID releaseId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        WantedEntries wanted = WantedEntries.of(query);
        boolean states = query.flag("states");
        query.done();
        Generation generation = generations.active();
        ReleaseStream now = streams.now(generation, releaseId).orElseThrow(HistoryEndpoint::notFound);
        authorise(Reader.of(who), now.release());
        Entries.Page page = wanted.from(entries, generation, ReleaseStream.name(releaseId));
        if (!states || page.entries().isEmpty()) {
            writer.write(response, page);
            return;
        }
        ReleaseStream[] stream = {
            streams.asOf(generation, releaseId, page.entries().getFirst().position() - 1)
                    .orElse(ReleaseStream.empty())
        };
        writer.write(response, page, row -> {
            stream[0] = stream[0].and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length);
            ReleaseStream reached = stream[0];
            return reached.release()
                    .map(release -> standing(generation, releaseId, reached, release))
                    .orElse(null);
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
