package dev.releaseledger.importer.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both services as the importer sees them: they remember idempotency keys, and fail as they are told to. */
public final class Service implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A call as it arrived. */
    public record Call(String path, String key, String token, JsonNode body) {}

    /** What to answer instead. */
    record Fault(int status, Map<String, String> headers, String body) {
        static final int CUT_BEFORE = -1;
        static final int CUT_AFTER = -2;

        static Fault status(int status) {
            return new Fault(status, Map.of(), "{\"title\":\"told to\"}");
        }
    }

    private final HttpServer server;
    private final Map<String, Call> recorded = new ConcurrentHashMap<>();
    private final Set<String> toldToBeThere = ConcurrentHashMap.newKeySet();
    private final List<Call> order = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Function<Call, @Nullable Fault> faults = call -> null;

    private Service(HttpServer server) {
        this.server = server;
    }

    /** Starts one on any port. */
    public static Service start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var service = new Service(server);
        server.createContext("/", service::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return service;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is recorded, in order, each thing once. */
    public List<Call> recorded() {
        return new ArrayList<>(order);
    }

    /** From here on a call is judged by what is recorded alone. */
    void forgetReceipts() {
        recorded.clear();
    }

    int refused() {
        return refused.get();
    }

    int calls() {
        return calls.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    void failing(Function<Call, @Nullable Fault> how) {
        faults = how;
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, "{\"status\":\"" + (isCompleted(path) ? "COMPLETED" : "IN_PROGRESS") + "\"}");
                return;
            }
            var call = new Call(
                    path,
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JSON.readTree(exchange.getRequestBody()));
            var fault = faults.apply(call);
            if (fault != null && fault.status() == Fault.CUT_BEFORE) {
                return;
            }
            if (fault != null && fault.status() > 0) {
                fault.headers().forEach(exchange.getResponseHeaders()::set);
                answer(exchange, fault.status(), fault.body());
                return;
            }
            var before = recorded.putIfAbsent(call.key(), call);
            if (before == null && isThere(call)) {
                if (path.equals("/v1/releases")) {
                    toldToBeThere.add(call.key());
                    exchange.getResponseHeaders().set("Location", path);
                } else if (isCompleted(path)) {
                    refused.incrementAndGet();
                    answer(exchange, 409, "{\"detail\":\"the release has ended\"}");
                    return;
                }
            } else if (before == null) {
                order.add(call);
            } else if (!before.body().equals(call.body())) {
                answer(exchange, 422, "{\"detail\":\"key reused with another body\"}");
                return;
            } else {
                exchange.getResponseHeaders().set("Idempotency-Replayed", "true");
                if (toldToBeThere.contains(call.key())) {
                    exchange.getResponseHeaders().set("Location", path);
                }
            }
            if (fault != null) {
                return;
            }
            answer(exchange, 200, "{\"id\":\"x\",\"sequence\":1,\"position\":1}");
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private boolean isThere(Call call) {
        return order.stream()
                .anyMatch(known ->
                        known.path().equals(call.path()) && known.body().equals(call.body()));
    }

    /** Whether the release that a path begins with is completed. */
    private boolean isCompleted(String path) {
        var release = String.join("/", List.of(path.split("/", -1)).subList(0, 4));
        return order.stream().anyMatch(call -> call.path().equals(release + "/complete"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
