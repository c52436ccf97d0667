package dev.releaseledger.auditor.source;

import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.EntryBundle;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.TilePath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log that is served as C2SP tlog-tiles: {@code <prefix>/checkpoint}, {@code <prefix>/tile/…}. Has as many entries as its
 * checkpoint says, whoever signed that; reads a few bundles ahead of the one that is looked at.
 */
public final class Tiles implements EntrySource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A bundle is 16 MB at most: so few of them still hide the way there and back. */
    private static final int AHEAD = 8;

    /** Each entry of a bundle has its length before it, in two bytes. */
    private static final int MOST_OF_ENTRIES = TilePath.FULL_WIDTH * (EntryDraft.MAX_BYTES + 2);

    private static final int MOST_OF_HASHES = TilePath.FULL_WIDTH * Hash.LENGTH;

    private final String prefix;
    private final Fetch fetch;
    private byte @Nullable [] checkpoint;

    /**
     * @param prefix the log's address, e.g. {@code http://127.0.0.1:8081/ledger}
     * @param token the bearer token that entries are read with; null where they are public
     */
    public Tiles(URI prefix, @Nullable String token) {
        this.prefix = prefix.toString().replaceFirst("/+$", "");
        this.fetch = new Fetch(PATIENCE, token);
    }

    @Override
    public String name() {
        return prefix;
    }

    /** What the checkpoint claims, which nobody has verified; read once. */
    @Override
    public OptionalLong size() {
        try {
            return OptionalLong.of(claimedSize());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean grows() {
        return true;
    }

    private long claimedSize() throws IOException {
        try {
            return Checkpoint.parse(SignedNote.parse(checkpoint()).text()).size();
        } catch (Malformed e) {
            throw new IOException(prefix + "/checkpoint is not a signed checkpoint: " + e.getMessage(), e);
        }
    }

    private byte[] checkpoint() throws IOException {
        if (checkpoint == null) {
            checkpoint = await(get("checkpoint", false, SignedNote.MAX_BYTES));
        }
        return checkpoint;
    }

    @Override
    public List<byte[]> checkpoints() throws IOException {
        return List.of(checkpoint());
    }

    @Override
    public void read(long from, EntrySink sink) throws IOException {
        long size = claimedSize();
        ArrayDeque<Asked> ahead = new ArrayDeque<>();
        long asked = from;
        try {
            while (asked < size || !ahead.isEmpty()) {
                while (asked < size && ahead.size() < AHEAD) {
                    EntryBundle bundle = EntryBundle.holding(asked, size);
                    ahead.add(new Asked(bundle, get(bundle.path(), true, MOST_OF_ENTRIES)));
                    asked = bundle.firstPosition() + bundle.width();
                }
                Asked next = ahead.remove();
                if (!hand(next.bundle(), await(next.answer()), from, sink)) {
                    return;
                }
            }
        } finally {
            ahead.forEach(left -> left.answer().cancel(true));
        }
    }

    private record Asked(EntryBundle bundle, CompletableFuture<HttpResponse<byte[]>> answer) {}

    private boolean hand(EntryBundle bundle, byte[] bytes, long from, EntrySink sink) throws IOException {
        List<byte[]> entries;
        try {
            entries = bundle.decode(bytes);
        } catch (Malformed e) {
            throw new IOException(prefix + "/" + bundle.path() + " is damaged: " + e.getMessage(), e);
        }
        long position = bundle.firstPosition();
        for (byte[] entry : entries) {
            if (position >= from && !sink.entry(position, entry, 0, entry.length)) {
                return false;
            }
            position++;
        }
        return true;
    }

    /**
     * The hashes of a tile as it is served.
     *
     * @throws IOException where it cannot be had, or is not a tile of this width
     */
    public List<Hash> hashes(HashTile tile) throws IOException {
        byte[] bytes = await(get(tile.path(), false, MOST_OF_HASHES));
        try {
            return tile.decode(bytes);
        } catch (Malformed e) {
            throw new IOException(prefix + "/" + tile.path() + " is damaged: " + e.getMessage(), e);
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> get(String path, boolean withToken, int most) {
        return fetch.ask(prefix + "/" + path, withToken, most);
    }

    private byte[] await(CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
        HttpResponse<byte[]> response = fetch.await(answer);
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 404 ->
                throw new IOException(response.uri() + " is not there: give the address that /checkpoint follows, such"
                        + " as http://127.0.0.1:8081/ledger");
            default -> throw Fetch.refused(response.uri().toString(), response.statusCode());
        };
    }

    @Override
    public void close() {
        fetch.close();
    }
}
