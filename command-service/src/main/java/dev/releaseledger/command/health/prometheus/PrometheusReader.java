package dev.releaseledger.command.health.prometheus;

import dev.releaseledger.command.health.prometheus.Reading.Absent;
import dev.releaseledger.command.health.prometheus.Reading.Unavailable;
import dev.releaseledger.command.health.prometheus.Reading.Value;
import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.HttpOutcome.Forbidden;
import dev.releaseledger.command.outgoing.HttpOutcome.NotSent;
import dev.releaseledger.command.outgoing.HttpOutcome.Unclear;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks Prometheus, or what speaks its HTTP API (<a href="https://prometheus.io/docs/prometheus/latest/querying/api/">instant
 * queries</a>), for one number. Each query is sent once; whoever needs an answer asks again. May be used by many threads.
 */
public final class PrometheusReader implements AutoCloseable {
    private final Optional<URI> queries;
    private final Map<String, String> headers;
    private final String timeout;
    private final GuardedHttp http;
    private final Timer values;
    private final Timer absences;
    private final Timer failures;

    PrometheusReader(PrometheusSettings settings, GuardedHttp http, MeterRegistry meters) {
        this.queries = settings.queries();
        String token = settings.bearerToken();
        this.headers = token == null
                ? Map.of("Accept", "application/json")
                : Map.of("Accept", "application/json", "Authorization", "Bearer " + token);
        this.timeout = settings.timeout().toMillis() + "ms";
        this.http = http;
        this.values = timer(meters, "value");
        this.absences = timer(meters, "absent");
        this.failures = timer(meters, "unavailable");
    }

    /** Whether there is a Prometheus to ask. */
    public boolean isConfigured() {
        return queries.isPresent();
    }

    /**
     * What the query gives. Waits for the answer, no longer than {@code release-ledger.prometheus.timeout} and 2 s for closing;
     * never throws for what the other side does. Warnings that come with a number are not looked at.
     *
     * @param query PromQL whose result is one number
     * @param at the time that it is evaluated for
     */
    public Reading read(String query, Instant at) {
        if (queries.isEmpty()) {
            return new Unavailable("not configured");
        }
        long began = System.nanoTime();
        Reading reading = ask(queries.get(), query, at);
        timer(reading).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        return reading;
    }

    private Reading ask(URI to, String query, Instant at) {
        byte[] form = ("query=" + encoded(query) + "&time=" + encoded(at.toString()) + "&timeout=" + timeout)
                .getBytes(StandardCharsets.US_ASCII);
        return switch (http.post(to, headers, "application/x-www-form-urlencoded", form)) {
            case NotSent(String reason) -> new Unavailable(reason);
            case Forbidden(String reason) -> new Unavailable(reason);
            case Unclear(String reason) -> new Unavailable(reason);
            case Answered answer -> QueryAnswer.read(to.getHost(), answer.status(), answer.body());
        };
    }

    private Timer timer(Reading reading) {
        return switch (reading) {
            case Value value -> values;
            case Absent absent -> absences;
            case Unavailable unavailable -> failures;
        };
    }

    private static Timer timer(MeterRegistry meters, String outcome) {
        return Timer.builder("release.ledger.prometheus.read")
                .description("queries to Prometheus, from asking to what came of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
