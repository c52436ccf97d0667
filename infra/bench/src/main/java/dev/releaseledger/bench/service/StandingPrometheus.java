package dev.releaseledger.bench.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Answers each query as Prometheus answers one that has a result, the same one every time. */
final class StandingPrometheus implements AutoCloseable {
    private static final byte[] ANSWER =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1700000000,\"0.25\"]}]}}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final AtomicLong asked = new AtomicLong();

    private StandingPrometheus(HttpServer server) {
        this.server = server;
    }

    static StandingPrometheus start() throws IOException {
        StandingPrometheus prometheus = new StandingPrometheus(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        prometheus.server.createContext("/api/v1/query", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
            prometheus.asked.incrementAndGet();
        });
        prometheus.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        prometheus.server.start();
        return prometheus;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    long asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
