package dev.releaseledger.query.incident;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.history.HistoryWriter;
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
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An incident's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "incidents")
class IncidentHistoryEndpoint {
    private final FoldedStreams<IncidentStream> streams;
    private final IncidentFinder incidents;
    private final HistoryWriter writer;

    IncidentHistoryEndpoint(FoldedStreams<IncidentStream> streams, IncidentFinder incidents, HistoryWriter writer) {
        this.streams = streams;
        this.incidents = incidents;
        this.writer = writer;
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
        UUID incidentId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        HistoryWriter.Asked asked = writer.ask(query);
        Generation generation = asked.generation();
        IncidentStream now = streams.now(generation, incidentId).orElseThrow(IncidentHistoryEndpoint::notFound);
        authorise(Reader.of(who), now.incident());
        writer.write(response, asked, IncidentStream.name(incidentId), new HistoryWriter.Folding<IncidentStream>() {
            @Override
            public IncidentStream before(long position) {
                return streams.asOf(generation, incidentId, position - 1).orElse(IncidentStream.empty());
            }

            @Override
            public IncidentStream and(IncidentStream stream, EntryRow row) {
                return stream.and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length);
            }

            @Override
            public @Nullable Object state(IncidentStream stream) {
                return stream.incident()
                        .map(incident -> standing(generation, incidentId, stream, incident))
                        .orElse(null);
            }
        });
    }

    private IncidentStanding standing(Generation generation, UUID id, IncidentStream stream, Incident incident) {
        IncidentFinder.Pinned pinned = incidents.pinned(generation, stream, incident);
        return IncidentStanding.of(id, pinned.stream(), incident, pinned.policy(), stream.updatedAt());
    }

    private static void authorise(Reader reader, Optional<Incident> incident) {
        if (incident.isPresent()) {
            reader.require(Right.READ, incident.get().product());
        } else if (!reader.mayEverywhere(Right.READ)) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.NOT_FOUND.detail("there is no such incident"));
    }
}
