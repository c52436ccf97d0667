package dev.releaseledger.query.release.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.ReadEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a page of a stream's entries, one after the other. An entry is written as it is in the ledger; one that cannot be
 * read has its bytes in base64 and the reason instead.
 */
@Component
public final class EntryPageWriter {
    private final JsonMapper json;

    EntryPageWriter(JsonMapper json) {
        this.json = json;
    }

    /** The entries alone. */
    public void write(HttpServletResponse response, Entries.Page page) throws IOException {
        write(response, page, (out, row) -> {});
    }

    /** What is written of an entry behind it. */
    interface More {
        void write(JsonGenerator out, EntryRow row);
    }

    /** Each entry with what there is more to say of it. */
    void write(HttpServletResponse response, Entries.Page page, More more) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        // Closing it ends what is open: of a page that fails half way that would make a whole one, the last of its
        // stream.
        JsonGenerator out = json.createGenerator(response.getOutputStream());
        out.writeStartObject();
        out.writeArrayPropertyStart("entries");
        for (EntryRow row : page.entries()) {
            out.writeStartObject();
            entry(out, row);
            more.write(out, row);
            out.writeEndObject();
        }
        out.writeEndArray();
        Long next = page.next();
        if (next == null) {
            out.writeNullProperty("next");
        } else {
            out.writeNumberProperty("next", next);
        }
        out.writeEndObject();
        out.close();
    }

    private static void entry(JsonGenerator out, EntryRow row) {
        out.writeName("entry");
        if (row.isReadable()) {
            out.writeRawValue(new String(row.bytes(), UTF_8));
        } else {
            out.writeNull();
            out.writeNumberProperty("position", row.position());
            out.writeStringProperty("bytes", Base64.getEncoder().encodeToString(row.bytes()));
            if (ReadEntry.of(row.bytes()) instanceof ReadEntry.Unreadable unreadable) {
                out.writeStringProperty("unreadable", unreadable.reason());
            }
        }
    }
}
