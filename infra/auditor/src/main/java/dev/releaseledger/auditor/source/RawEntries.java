package dev.releaseledger.auditor.source;

import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.ledger.SignedNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Entries as {@code GET /v1/entries} gives them, page by page; the checkpoint is at {@code /ledger/checkpoint} beside it. */
public final class RawEntries implements EntrySource {
    /** How the address of such entries ends. */
    static final String PATH = "/v1/entries";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Few enough to be held as a whole, however long each may be. */
    private static final int PAGE = 1_000;

    private static final int MOST_OF_PAGE = PAGE * (EntryDraft.MAX_BYTES + 1);

    private final String address;
    private final Fetch fetch;

    /**
     * @param address e.g. {@code http://127.0.0.1:8081/v1/entries}
     * @param token the bearer token that entries are read with; null where there is none
     */
    public RawEntries(URI address, @Nullable String token) {
        this.address = address.toString();
        this.fetch = new Fetch(PATIENCE, token);
    }

    @Override
    public String name() {
        return address;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public boolean grows() {
        return true;
    }

    @Override
    public void read(long from, EntrySink sink) throws IOException {
        long next = from;
        while (true) {
            long first = next;
            try (Lines lines = new Lines(
                    new ByteArrayInputStream(get(address + "?after=" + (next - 1) + "&limit=" + PAGE, MOST_OF_PAGE)),
                    address)) {
                while (lines.next()) {
                    if (!sink.entry(next, lines.buffer(), lines.from(), lines.length())) {
                        return;
                    }
                    next++;
                }
            }
            if (next == first) {
                return;
            }
        }
    }

    @Override
    public List<byte[]> checkpoints() throws IOException {
        String checkpoint = address.substring(0, address.length() - PATH.length()) + "/ledger/checkpoint";
        return List.of(get(checkpoint, SignedNote.MAX_BYTES));
    }

    private byte[] get(String from, int most) throws IOException {
        HttpResponse<byte[]> response;
        try {
            response = fetch.await(fetch.ask(from, true, most));
        } catch (IOException e) {
            throw new IOException(from + " cannot be had: " + e.getMessage(), e);
        }
        if (response.statusCode() == 200) {
            return response.body();
        }
        throw Fetch.refused(from, response.statusCode());
    }

    @Override
    public void close() {
        fetch.close();
    }
}
