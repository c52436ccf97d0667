package dev.releaseledger.query.release.history;

import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.release.view.ReleaseStanding;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A release's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "releases")
class HistoryEndpoint {
    private final HistoryWriter writer;
    private final HistoryWriter.Subject<ReleaseStream> releases;

    HistoryEndpoint(ReleaseStreams streams, ReleaseFinder finder, HistoryWriter writer) {
        this.writer = writer;
        this.releases = new HistoryWriter.Subject<>(
                streams,
                stream -> stream.release().map(release -> release.plan().product()),
                (generation, id, stream) -> stream.release().map(release -> {
                    ReleaseFinder.Pinned pinned = finder.pinned(generation, stream, release);
                    return ReleaseStanding.of(id, pinned.stream(), release, pinned.policy());
                }),
                () -> new ProblemException(Problem.NOT_FOUND.detail("there is no such release")));
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
        writer.write(id, request, response, Reader.of(who), releases);
    }
}
