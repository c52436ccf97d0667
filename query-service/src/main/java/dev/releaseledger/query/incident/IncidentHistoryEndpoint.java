package dev.releaseledger.query.incident;

import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.release.history.HistoryWriter;
import dev.releaseledger.query.release.history.WantedEntries;
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

/** An incident's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "incidents")
class IncidentHistoryEndpoint {
    private final HistoryWriter writer;
    private final HistoryWriter.Subject<IncidentStream> incidents;

    IncidentHistoryEndpoint(FoldedStreams<IncidentStream> streams, IncidentFinder finder, HistoryWriter writer) {
        this.writer = writer;
        this.incidents = new HistoryWriter.Subject<>(
                streams,
                stream -> stream.incident().map(Incident::product),
                (generation, id, stream) -> stream.incident().map(incident -> {
                    IncidentFinder.Pinned pinned = finder.pinned(generation, stream, incident);
                    return IncidentStanding.of(id, pinned.stream(), incident, pinned.policy(), stream.updatedAt());
                }),
                () -> new ProblemException(Problem.NOT_FOUND.detail("there is no such incident")));
    }

    @GetMapping(path = "/v1/incidents/{id}/history", produces = "application/json")
    @Operation(
            summary =
                    "An incident's entries in order: with states=true the state that each led to, with differences=true what it changed",
            parameters = {
                @Parameter(name = "after", description = WantedEntries.AFTER),
                @Parameter(name = "limit", description = WantedEntries.LIMIT),
                @Parameter(
                        name = "states",
                        description = "true: with each entry, how the incident stood after it (the view without its log"
                                + " and post-mortem)"),
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
        writer.write(id, request, response, Reader.of(who), incidents);
    }
}
