package dev.releaseledger.auditor.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.events.ledger.EntryBundle;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A small ledger served as C2SP tlog-tiles below {@code /ledger}, and its entries as {@code /v1/entries}; no server of ours. */
public final class LogServer implements AutoCloseable {
    private static final int MOST = 100;

    private final HttpServer server;
    private volatile SmallLedger ledger;
    private volatile Predicate<String> breaking = address -> false;
    private final Map<String, UnaryOperator<byte[]>> altered = new ConcurrentHashMap<>();

    public LogServer(SmallLedger ledger) {
        this.ledger = ledger;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ledger";
    }

    /** Where raw entries are. */
    public String entries() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/entries";
    }

    /** Serves another ledger from now on. */
    public void serve(SmallLedger next) {
        ledger = next;
    }

    /** Breaks off, from now on, every request whose path and query are these. */
    public void breakOff(Predicate<String> addresses) {
        breaking = addresses;
    }

    /** Breaks off none any more. */
    public void breakOffNone() {
        breaking = address -> false;
    }

    /** Answers something else at a path below the log's address. */
    public void alter(String path, UnaryOperator<byte[]> alteration) {
        altered.put("/ledger/" + path, alteration);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (breaking.test(exchange.getRequestURI().toString())) {
                return;
            }
            byte[] body = body(exchange);
            UnaryOperator<byte[]> alteration =
                    altered.get(exchange.getRequestURI().getPath());
            if (body != null && alteration != null) {
                body = alteration.apply(body);
            }
            exchange.sendResponseHeaders(
                    body == null ? 404 : 200, body == null ? -1 : body.length == 0 ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private byte @Nullable [] body(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/ledger/checkpoint")) {
            return ledger.checkpoint(ledger.size()).format().getBytes(UTF_8);
        }
        if (path.equals("/v1/entries")) {
            return lines(exchange.getRequestURI().getQuery());
        }
        if (!path.startsWith("/ledger/")) {
            return null;
        }
        try {
            return switch (TilePath.parse(path.substring("/ledger/".length()))) {
                case HashTile tile -> tile(tile);
                case EntryBundle bundle -> bundle(bundle);
            };
        } catch (Malformed e) {
            return null;
        }
    }

    private byte @Nullable [] tile(HashTile tile) {
        HashSource hashes = ledger.hashes();
        List<Hash> wanted = IntStream.range(0, tile.width())
                .mapToObj(i -> hashes.hash(tile.level() * TilePath.HEIGHT, tile.index() * TilePath.FULL_WIDTH + i))
                .toList();
        return tile.encode(wanted);
    }

    private byte @Nullable [] bundle(EntryBundle bundle) {
        if (bundle.firstPosition() + bundle.width() > ledger.size()) {
            return null;
        }
        return bundle.encode(IntStream.range(0, bundle.width())
                .mapToObj(i -> ledger.entry((int) bundle.firstPosition() + i))
                .toList());
    }

    /** As {@code GET /v1/entries?after=&limit=}. */
    private byte[] lines(String query) {
        int after = Integer.parseInt(query.replaceFirst(".*after=(-?[0-9]+).*", "$1"));
        StringBuilder lines = new StringBuilder();
        for (int i = after + 1; i < Math.min(ledger.size(), after + 1 + MOST); i++) {
            lines.append(ledger.text(i)).append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
