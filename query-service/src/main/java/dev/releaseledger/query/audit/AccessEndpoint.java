package dev.releaseledger.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.rest.CsvLine;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
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
import java.util.Arrays;
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

/** Who read which evidence. Asking for it is a reading too. */
@RestController
@Tag(name = "access")
class AccessEndpoint {
    private static final String CSV = "text/csv";
    private static final int MOST = 500;
    private static final int AT_A_TIME = 500;
    private static final String READER = "a directory id";
    private static final String WHAT =
            "a resource as it is told, e.g. release/<id>, incident/<id>, access, person/<id> (somebody's name)";
    private static final String HOW = "a way of reading as it is told, e.g. entries, entry-bundle, evidence-bundle,"
            + " release-history, incident-history, flag-history, refusals, post-mortem, incident-export, export, access-records, name";
    private static final String OUTCOME = "READ, DENIED, or UNOPENED: records of the access topic that tell nothing";
    private static final String FROM = "still made at or after this RFC 3339 time";
    private static final String TO = "begun before this RFC 3339 time";
    private static final String CURSOR = "next of the page before, with the same filters";
    private static final List<String> COLUMNS =
            List.of("position", "reader", "roles", "what", "how", "outcome", "first", "last", "count", "traceparent");

    private final Generations generations;
    private final Accesses accesses;
    private final ReleaseStreams releases;
    private final Cursors cursors;

    AccessEndpoint(Generations generations, Accesses accesses, ReleaseStreams releases, Cursors cursors) {
        this.generations = generations;
        this.accesses = accesses;
        this.releases = releases;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param incomplete whether entries tell of readings that are not here until the next rebuild
     * @param readings the newest entries first
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            boolean incomplete,
            List<AccessRead> readings,
            @Nullable String next) {}

    @GetMapping("/v1/access")
    @Operation(
            summary = "Who read which evidence, or was denied it, in pages, the newest first",
            description =
                    "For auditors and admins. Equal readings of about a second are one, with their count. A reading is"
                            + " here a few seconds after it was made. Readers are directory ids; their names are in the directory"
                            + " of the command service, until they are erased.",
            parameters = {
                @Parameter(name = "reader", description = READER),
                @Parameter(name = "what", description = WHAT),
                @Parameter(name = "how", description = HOW),
                @Parameter(name = "outcome", description = OUTCOME),
                @Parameter(name = "from", description = FROM),
                @Parameter(name = "to", description = TO),
                @Parameter(name = "limit", description = "1 to 500, default 100"),
                @Parameter(name = "cursor", description = CURSOR)
            })
    ResponseEntity<Page> access(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        AccessFilter filter = AccessFilter.of(query);
        Reader reader = Reader.of(who);
        return page(query, filter, () -> reader.requireEverywhere(Right.READ_ACCESS));
    }

    @GetMapping("/v1/releases/{id}/access")
    @Operation(
            summary = "Who read a release's evidence, or was denied it, in pages, the newest first",
            description = "For auditors and admins. What was read of more than this release, such as raw entries or a"
                    + " product's evidence, is in the list of everything.",
            parameters = {
                @Parameter(name = "how", description = HOW),
                @Parameter(name = "outcome", description = OUTCOME),
                @Parameter(name = "from", description = FROM),
                @Parameter(name = "to", description = TO),
                @Parameter(name = "limit", description = "1 to 500, default 100"),
                @Parameter(name = "cursor", description = CURSOR)
            })
    ResponseEntity<Page> ofRelease(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        UUID releaseId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        AccessFilter filter = AccessFilter.ofRelease(query, ReleaseStream.name(releaseId));
        return page(query, filter, () -> authorise(Reader.of(who), releaseId));
    }

    private void authorise(Reader reader, UUID releaseId) {
        Optional<Release> release =
                releases.now(generations.active(), releaseId).flatMap(ReleaseStream::release);
        if (release.isPresent()) {
            reader.require(Right.READ_ACCESS, release.get().plan().product());
        } else {
            reader.requireEverywhere(Right.READ_ACCESS);
            throw new ProblemException(Problem.NOT_FOUND.detail("there is no such release"));
        }
    }

    private ResponseEntity<Page> page(QueryParameters query, AccessFilter filter, Runnable authorise) {
        int limit = query.limit(MOST, 100);
        Optional<AccessFilter.Place> before = query.cursor(cursor -> AccessFilter.Place.of(cursors.open(cursor)));
        query.done();
        authorise.run();
        Generation generation = generations.active();
        Paged<AccessRead> page = Paged.of(limit, atMost -> accesses.page(generation, filter.before(before), atMost));
        String next = page.next(last -> cursors.seal(place(last).toBytes()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Page(accesses.isPartial(generation), page.rows(), next));
    }

    private static AccessFilter.Place place(AccessRead read) {
        return new AccessFilter.Place(read.position(), read.place());
    }

    @GetMapping("/v1/access/export")
    @Operation(
            summary = "Who read which evidence, or was denied it, as CSV: all that the filters leave, the newest first",
            description =
                    "RFC 4180, with a header, in UTF-8; a field that begins as a formula does has an apostrophe before"
                            + " it. An answer that ends early is broken off, never ended well.",
            parameters = {
                @Parameter(name = "reader", description = READER),
                @Parameter(name = "what", description = WHAT),
                @Parameter(name = "how", description = HOW),
                @Parameter(name = "outcome", description = OUTCOME),
                @Parameter(name = "from", description = FROM),
                @Parameter(name = "to", description = TO)
            })
    @ApiResponse(responseCode = "200", content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    void export(HttpServletRequest request, HttpServletResponse response, @Parameter(hidden = true) Authentication who)
            throws IOException {
        QueryParameters query = QueryParameters.of(request);
        AccessFilter filter = AccessFilter.of(query);
        query.done();
        Reader.of(who).requireEverywhere(Right.READ_ACCESS);
        // The first rows are read before anything is answered: what is wrong by now is answered as a problem.
        Generation generation = generations.active();
        List<AccessRead> rows = accesses.page(generation, filter, AT_A_TIME);
        response.setHeader("Access-Incomplete", Boolean.toString(accesses.isPartial(generation)));
        response.setHeader("Content-Disposition", "attachment; filename=\"access.csv\"");
        response.setContentType(CSV + ";header=present;charset=UTF-8");
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        out.write(CsvLine.of(COLUMNS).getBytes(UTF_8));
        while (!rows.isEmpty()) {
            for (AccessRead row : rows) {
                out.write(line(row).getBytes(UTF_8));
            }
            // Another generation may answer by now; positions mean the same in every one.
            rows = rows.size() == AT_A_TIME
                    ? accesses.page(generations.active(), filter.before(Optional.of(place(rows.getLast()))), AT_A_TIME)
                    : List.of();
        }
        out.flush();
    }

    private static String line(AccessRead row) {
        return CsvLine.of(Arrays.asList(
                row.position(),
                row.reader(),
                String.join(" ", row.roles()),
                row.what(),
                row.how(),
                row.outcome(),
                row.first(),
                row.last(),
                row.count(),
                row.traceparent()));
    }
}
