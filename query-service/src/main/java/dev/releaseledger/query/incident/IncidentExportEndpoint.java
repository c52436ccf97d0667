package dev.releaseledger.query.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.incident.Place.Order;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The incident log as a file: every incident that the filters leave, not a page of them. */
@RestController
@Tag(name = "incidents")
class IncidentExportEndpoint {
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    /** Read and written this many at a time, so that memory does not grow with the answer. */
    private static final int AT_A_TIME = 500;

    private final Generations generations;
    private final Incidents incidents;
    private final JsonMapper json;

    IncidentExportEndpoint(Generations generations, Incidents incidents, JsonMapper json) {
        this.generations = generations;
        this.incidents = incidents;
        this.json = json;
    }

    @GetMapping("/v1/incidents/export")
    @Operation(
            summary = "The incident log as a file: every incident that the filters leave, the newest noticed first",
            description = "As CSV (RFC 4180, with a header, in UTF-8; a field that begins as a formula does has an"
                    + " apostrophe before it) or JSON, one incident a line, each as in the pages. An answer that ends"
                    + " early is broken off, never ended well. The header Incidents-Incomplete says whether incidents"
                    + " were recorded before this list was kept, so that some may be missing until the next rebuild.",
            parameters = {
                @Parameter(name = "format", description = "csv (default) or json, which is NDJSON"),
                @Parameter(name = "product"),
                @Parameter(name = "environment"),
                @Parameter(name = "severity", description = "SEV1, SEV2, SEV3 or SEV4"),
                @Parameter(name = "status", description = IncidentsEndpoint.STATUS),
                @Parameter(name = "cause", description = IncidentsEndpoint.CAUSE),
                @Parameter(name = "origin", description = "PERSON, ROLLBACK, ALERT or HOTFIX"),
                @Parameter(name = "release", description = "the id of a release that they have to do with"),
                @Parameter(
                        name = "open",
                        description = "true: OPEN, ACKNOWLEDGED or MITIGATED; false: RESOLVED, CLOSED or MERGED"),
                @Parameter(
                        name = "overdue",
                        description = "whether an action item of theirs is overdue: true or false"),
                @Parameter(name = "from", description = "noticed at or after this RFC 3339 time"),
                @Parameter(name = "to", description = "noticed before this RFC 3339 time"),
                @Parameter(name = "q", description = IncidentsEndpoint.WORDS)
            })
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = IncidentRow.class))
            })
    void export(HttpServletRequest request, HttpServletResponse response, @Parameter(hidden = true) Authentication who)
            throws IOException {
        QueryParameters query = QueryParameters.of(request);
        IncidentFilter asked = IncidentFilter.of(query);
        boolean csv =
                query.word("format", List.of("csv", "json")).map("csv"::equals).orElse(true);
        query.done();
        IncidentFilter filter = asked.readableBy(Reader.of(who));
        // The first rows are read before anything is answered: what is wrong by now is answered as a problem.
        Generation generation = generations.active();
        List<Incidents.Found> rows = rows(generation, filter, Optional.empty());
        response.setHeader("Incidents-Incomplete", Boolean.toString(!incidents.whole(generation)));
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"incidents." + (csv ? "csv" : "ndjson") + "\"");
        response.setContentType(csv ? CSV + ";header=present;charset=UTF-8" : NDJSON);
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        if (csv) {
            out.write(IncidentCsv.header().getBytes(UTF_8));
            write(out, filter, rows, row -> IncidentCsv.line(row).getBytes(UTF_8));
        } else {
            write(out, filter, rows, row -> (json.writeValueAsString(row) + "\n").getBytes(UTF_8));
        }
        out.flush();
    }

    /** What fails here can be answered no more: the server breaks the answer off, and whoever reads sees that it has no end. */
    private void write(
            OutputStream out, IncidentFilter filter, List<Incidents.Found> first, Function<IncidentRow, byte[]> line)
            throws IOException {
        List<Incidents.Found> rows = first;
        while (!rows.isEmpty()) {
            for (Incidents.Found each : rows) {
                out.write(line.apply(each.row()));
            }
            // Another generation may answer by now; places mean the same in every one.
            rows = rows.size() == AT_A_TIME
                    ? rows(
                            generations.active(),
                            filter,
                            Optional.of(rows.getLast().place(Order.NEWEST)))
                    : List.of();
        }
    }

    private List<Incidents.Found> rows(Generation generation, IncidentFilter filter, Optional<Place> after) {
        return incidents.page(generation, filter, Order.NEWEST, after, AT_A_TIME, false);
    }
}
