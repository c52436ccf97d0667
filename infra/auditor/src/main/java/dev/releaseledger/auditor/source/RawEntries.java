package dev.releaseledger.auditor.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Entries as {@code GET /v1/entries} gives them, page by page; the checkpoint is at {@code /ledger/checkpoint} beside it. */
public final class RawEntries implements EntrySource {
    /** How the address of such entries ends. */
    static final String PATH = "/v1/entries";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 10_000;

    private final String address;
    private final @Nullable String token;
    private final HttpClient http;

    /**
     * @param address e.g. {@code http://127.0.0.1:8081/v1/entries}
     * @param token the bearer token that entries are read with; null where there is none
     */
    public RawEntries(URI address, @Nullable String token) {
        this.address = address.toString();
        this.token = token;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
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
            try (Lines lines = new Lines(get(address + "?after=" + (next - 1) + "&limit=" + PAGE), address)) {
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
        try (InputStream in = get(checkpoint)) {
            return List.of(in.readAllBytes());
        }
    }

    private InputStream get(String from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(from)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(from + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (response.statusCode() == 200) {
            return response.body();
        }
        response.body().close();
        throw new IOException(from
                + switch (response.statusCode()) {
                    case 401 -> " needs a token: give --token, or set " + SourceAccess.TOKEN;
                    case 403 -> " is not for this token: entries are for auditors";
                    default -> " answered " + response.statusCode();
                });
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
