package dev.releaseledger.query.release.refusals;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.release.history.EntryPageWriter;
import dev.releaseledger.query.release.history.WantedEntries;
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

/** What was turned down on a release, for auditors and admins. */
@RestController
@Tag(name = "releases")
class RefusalsEndpoint {
    private final Generations generations;
    private final Entries entries;
    private final ReleaseStreams streams;
    private final EntryPageWriter writer;

    RefusalsEndpoint(Generations generations, Entries entries, ReleaseStreams streams, EntryPageWriter writer) {
        this.generations = generations;
        this.entries = entries;
        this.streams = streams;
        this.writer = writer;
    }

    @GetMapping(path = "/v1/releases/{id}/refusals", produces = "application/json")
    @Operation(
            summary = "The commands on a release that a rule or a missing right turned down",
            description = "For auditors and admins.",
            parameters = {
                @Parameter(name = "after", description = WantedEntries.AFTER),
                @Parameter(name = "limit", description = WantedEntries.LIMIT)
            })
    void refusals(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) Authentication who)
            throws IOException {
        UUID releaseId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        WantedEntries wanted = WantedEntries.of(query);
        query.done();
        Generation generation = generations.active();
        Reader reader = Reader.of(who);
        String stream = RefusalEvent.stream(ReleaseStream.name(releaseId));
        Optional<Release> release = streams.now(generation, releaseId).flatMap(ReleaseStream::release);
        if (release.isPresent()) {
            reader.require(Right.READ_REFUSALS, release.get().plan().product());
        } else {
            // A plan that was turned down leaves refusals of a release that never was, of no product.
            reader.requireEverywhere(Right.READ_REFUSALS);
            if (!entries.hasStream(generation, stream)) {
                throw new ProblemException(Problem.NOT_FOUND.detail("there is no such release"));
            }
        }
        writer.write(response, wanted.from(entries, generation, stream));
    }
}
