package dev.releaseledger.query.entry;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The raw entries, byte for byte: what an auditor hashes. */
@RestController
@Tag(name = "entries")
class EntriesEndpoint {
    /** Read and written this many at a time, so that memory does not grow with the answer. */
    private static final int AT_A_TIME = 100;

    private static final int MOST = 100_000;

    private final Generations generations;
    private final Entries entries;

    EntriesEndpoint(Generations generations, Entries entries) {
        this.generations = generations;
        this.entries = entries;
    }

    @GetMapping(path = "/v1/entries", produces = "application/x-ndjson")
    @Operation(
            summary = "The raw entries in position order, one a line, byte for byte as they are in the ledger",
            description =
                    "For auditors and admins. SHA-256(0x00 ‖ line without its line feed) is the entry's leaf hash.",
            parameters = {
                @Parameter(
                        name = "after",
                        description = "the position before the first wanted one; -1 (default) for all"),
                @Parameter(name = "limit", description = "1 to 100000, default 1000")
            },
            responses = @ApiResponse(responseCode = "200", description = "application/x-ndjson"))
    void entries(HttpServletRequest request, HttpServletResponse response, @Parameter(hidden = true) Authentication who)
            throws IOException {
        QueryParameters query = QueryParameters.of(request);
        long after = query.number("after", -1).orElse(-1L);
        int limit = query.limit(MOST, 1_000);
        query.done();
        Reader.of(who).requireEverywhere(Right.READ_ENTRIES);
        List<EntryRow> rows = entries.from(generations.active(), after + 1, Math.min(AT_A_TIME, limit));
        response.setContentType("application/x-ndjson");
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        int written = 0;
        while (!rows.isEmpty()) {
            for (EntryRow row : rows) {
                out.write(row.bytes());
                out.write('\n');
            }
            written += rows.size();
            long next = rows.getLast().position() + 1;
            // Another generation may answer by now; positions mean the same in every one.
            rows = written < limit
                    ? entries.from(generations.active(), next, Math.min(AT_A_TIME, limit - written))
                    : List.of();
        }
        out.flush();
    }
}
