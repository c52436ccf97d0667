package dev.releaseledger.auditor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.events.ledger.EntryBundle;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.TilePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log served by the letter of C2SP tlog-tiles; its hash tiles are public, its entries take a token. */
public final class ServedTiles implements AutoCloseable {
    public static final String TOKEN = "auditors-token";

    private final List<byte[]> entries;
    private final String checkpoint;
    /** By tile level and index among the hashes of that level. */
    private final Map<HashTile, Hash> hashes = new HashMap<>();

    private final HttpServer server;

    private ServedTiles(List<byte[]> entries, String checkpoint) throws IOException {
        this.entries = new ArrayList<>(entries);
        this.checkpoint = checkpoint;
        Frontier.EMPTY.appendAll(entries.stream().map(Hash::leaf).toList(), (level, index, hash) -> {
            if (level % TilePath.HEIGHT == 0) {
                hashes.put(new HashTile(level / TilePath.HEIGHT, index, 1), hash);
            }
        });
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves an export as it is now. */
    public static ServedTiles of(Export export) throws IOException {
        return new ServedTiles(export.entries(), export.checkpoint());
    }

    /** Another entry is served at this position, under the hash tiles of the one that was there. */
    public void replace(int position, byte[] entry) {
        entries.set(position, entry);
    }

    /** The log's prefix. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ledger";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/ledger/", "");
            if (path.equals("checkpoint")) {
                send(exchange, 200, checkpoint.getBytes(UTF_8));
                return;
            }
            switch (TilePath.parse(path)) {
                case HashTile tile -> send(exchange, 200, tile.encode(hashes(tile)));
                case EntryBundle bundle -> {
                    boolean may = ("Bearer " + TOKEN)
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    int from = (int) bundle.firstPosition();
                    send(
                            exchange,
                            may ? 200 : 401,
                            may ? bundle.encode(entries.subList(from, from + bundle.width())) : new byte[0]);
                }
            }
        } catch (Malformed | IndexOutOfBoundsException e) {
            send(exchange, 404, new byte[0]);
        }
    }

    private List<Hash> hashes(HashTile tile) {
        List<Hash> found = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            HashTile one = new HashTile(tile.level(), tile.index() * TilePath.FULL_WIDTH + i, 1);
            Hash hash = hashes.get(one);
            if (hash == null) {
                throw new IndexOutOfBoundsException("there is no such hash: " + one);
            }
            found.add(hash);
        }
        return found;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
