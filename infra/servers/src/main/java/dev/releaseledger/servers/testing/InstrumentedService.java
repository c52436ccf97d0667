package dev.releaseledger.servers.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A service that is deployed and watched: it has traffic, and shows at {@code /metrics} what became of it, as Prometheus' text.
 * Every series has the labels {@code product}, {@code environment} and {@code version}.
 *
 * <ul>
 *   <li>{@code http_requests_total}, by status {@code code} 200 and 500
 *   <li>{@code http_request_duration_seconds}, a histogram
 *   <li>{@code orders_total}
 *   <li>{@code service_healthy}, 1 or 0
 * </ul>
 */
public final class InstrumentedService implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(25);

    private final HttpServer server;
    private final ScheduledExecutorService traffic;
    private final ServiceMetrics metrics;
    private volatile Traffic behaviour = new Traffic(200, 0.001, Duration.ofMillis(40), 0.1);
    private volatile boolean healthy = true;
    private volatile boolean showing = true;

    /**
     * @param perSecond requests
     * @param errorRatio how many of them fail, from 0 to 1
     * @param latency how long each takes
     * @param ordersARequest how many orders come of each
     */
    private record Traffic(double perSecond, double errorRatio, Duration latency, double ordersARequest) {}

    private InstrumentedService(HttpServer server, ServiceMetrics metrics) {
        this.server = server;
        this.metrics = metrics;
        this.traffic = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("instrumented-service").factory());
    }

    /** Starts one in good health: 200 requests a second, of which 0.1 % fail, each taking 40 ms, and 20 orders a second. */
    public static InstrumentedService start(String product, String environment, String version) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            InstrumentedService service =
                    new InstrumentedService(server, new ServiceMetrics(product, environment, version));
            server.createContext("/metrics", exchange -> {
                byte[] text = service.metrics().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            server.start();
            service.traffic.scheduleAtFixedRate(service::serve, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on so many requests come a second. */
    public void requestsPerSecond(double perSecond) {
        change(now -> new Traffic(perSecond, now.errorRatio(), now.latency(), now.ordersARequest()));
    }

    /** From now on this part of the requests fails, from 0 to 1. */
    public void errorRatio(double ratio) {
        change(now -> new Traffic(now.perSecond(), ratio, now.latency(), now.ordersARequest()));
    }

    /** From now on requests take so long. */
    public void latency(Duration latency) {
        change(now -> new Traffic(now.perSecond(), now.errorRatio(), latency, now.ordersARequest()));
    }

    /** From now on so many orders come of a request. */
    public void ordersARequest(double orders) {
        change(now -> new Traffic(now.perSecond(), now.errorRatio(), now.latency(), orders));
    }

    /** From now on it says of itself that it is healthy, or that it is not. */
    public void healthy(boolean now) {
        healthy = now;
    }

    /** From now on it answers without any metrics; its traffic goes on. */
    public void hideMetrics() {
        showing = false;
    }

    /** From now on it shows its metrics again. */
    public void showMetrics() {
        showing = true;
    }

    /** What {@code /metrics} shows now. */
    public String metrics() {
        return showing ? metrics.text(healthy) : "";
    }

    @Override
    public void close() {
        traffic.shutdownNow();
        server.stop(0);
    }

    private void serve() {
        Traffic now = behaviour;
        metrics.count(now.perSecond() * TICK.toMillis() / 1000, now.errorRatio(), now.latency(), now.ordersARequest());
    }

    private synchronized void change(UnaryOperator<Traffic> change) {
        behaviour = change.apply(behaviour);
    }
}
