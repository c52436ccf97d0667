package dev.releaseledger.query.ledger;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.ledger.EntryBundle;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.generation.Generation;
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
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The entries of the ledger, in bundles: what the hashes of the lowest tiles are of. */
@RestController
@Tag(name = "ledger")
class EntryBundleEndpoint {
    /** Read and written this many at a time: a bundle may have 16 MiB. */
    private static final int AT_A_TIME = 32;

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_BUFFER = 1 << 13;

    private final AskedTile asked;
    private final LedgerTree tree;
    private final Entries entries;

    EntryBundleEndpoint(AskedTile asked, LedgerTree tree, Entries entries) {
        this.asked = asked;
        this.tree = tree;
        this.entries = entries;
    }

    @GetMapping("/ledger/tile/entries/**")
    @Operation(
            summary = "A bundle of up to 256 entries, each after its length as a big-endian uint16",
            description =
                    "C2SP tlog-tiles: /ledger/tile/entries/<N>[.p/<W>], with N and W as in the path of a tile. For"
                            + " auditors and admins. Compressed with gzip where the caller takes it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    void bundle(HttpServletRequest request, HttpServletResponse response, @Parameter(hidden = true) Authentication who)
            throws IOException {
        Reader.of(who).requireEverywhere(Right.READ_ENTRIES);
        AskedTile.Found<EntryBundle> found = asked.find(request, EntryBundle.class);
        EntryBundle bundle = found.tile();
        boolean gzip = AcceptedEncodings.takesGzip(request);
        // The leaves say what the entries are, and are far quicker to read.
        byte[] leaves = tree.tile(found.generation(), new HashTile(0, bundle.index(), bundle.width()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, Answers.FOR_EVER_PRIVATE);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (new ServletWebRequest(request, response).checkNotModified(Answers.tag(leaves, gzip ? "-gzip" : ""))) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        if (gzip) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        try {
            send(found.generation(), bundle, gzip, response.getOutputStream());
        } catch (RuntimeException e) {
            // Where something has left the server breaks the answer off; where nothing has, a problem is kept by no
            // cache.
            if (!response.isCommitted()) {
                response.reset();
            }
            throw e;
        }
    }

    /** Closes nothing, and ends nothing before its end: what fails half way can never be taken for something whole. */
    private void send(Generation generation, EntryBundle bundle, boolean gzip, OutputStream to) throws IOException {
        OutputStream plain = new BufferedOutputStream(to, BUFFER);
        if (!gzip) {
            DataOutputStream out = new DataOutputStream(plain);
            write(generation, bundle, out);
            out.flush();
            return;
        }
        Gzip compressed = new Gzip(plain);
        try {
            DataOutputStream out = new DataOutputStream(compressed);
            write(generation, bundle, out);
            out.flush();
            compressed.finish();
            plain.flush();
        } finally {
            compressed.release();
        }
    }

    /** Gives back what it holds outside the heap without ending the answer. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, GZIP_BUFFER);
        }

        void release() {
            def.end();
        }
    }

    private void write(Generation generation, EntryBundle bundle, DataOutputStream out) throws IOException {
        long next = bundle.firstPosition();
        long end = next + bundle.width();
        while (next < end) {
            List<EntryRow> rows = entries.from(generation, next, (int) Math.min(AT_A_TIME, end - next));
            for (EntryRow row : rows) {
                if (row.position() != next) {
                    break;
                }
                out.writeShort(row.bytes().length);
                out.write(row.bytes());
                next++;
            }
            if (rows.isEmpty() || rows.getLast().position() != next - 1) {
                throw new IllegalStateException("position " + next + " is covered but not in the tables");
            }
        }
    }
}
