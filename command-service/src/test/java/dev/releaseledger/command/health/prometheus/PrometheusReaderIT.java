package dev.releaseledger.command.health.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.releaseledger.command.health.prometheus.Reading.Absent;
import dev.releaseledger.command.health.prometheus.Reading.Unavailable;
import dev.releaseledger.command.health.prometheus.Reading.Value;
import dev.releaseledger.command.outgoing.Outside;
import dev.releaseledger.servers.testing.InstrumentedService;
import dev.releaseledger.servers.testing.PrometheusServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Prometheus that watches a service whose health changes. */
class PrometheusReaderIT {
    private static final String OURS = "product=\"checkout\",environment=\"production\",version=\"2.5.0\"";
    private static final String REQUESTS = "sum(rate(http_requests_total{" + OURS + "}[2s]))";
    private static final String ERROR_RATIO =
            "sum(rate(http_requests_total{" + OURS + ",code=~\"5..\"}[2s])) / " + REQUESTS;
    private static final String LATENCY =
            "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{" + OURS + "}[2s])))";
    private static final String ORDERS = "sum(rate(orders_total{" + OURS + "}[2s]))";
    private static final String HEALTHY = "service_healthy{" + OURS + "}";

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static InstrumentedService service;
    private static PrometheusReader reader;

    @BeforeAll
    static void start() {
        assumeTrue(PrometheusServer.isInstalled(), PrometheusServer.HOW_TO_INSTALL);
        service = InstrumentedService.start("checkout", "production", "2.5.0");
        OPEN.push(service);
        PrometheusServer prometheus = PrometheusServer.watching(service);
        OPEN.push(prometheus);
        reader = new PrometheusReader(
                new PrometheusSettings(prometheus.url().toString(), null, null),
                new Outside().httpKeepingConnections(),
                new SimpleMeterRegistry());
        OPEN.push(reader);
    }

    @AfterAll
    static void stop() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    @Test
    void givenTrafficThatChanges_itsRateAndItsBusinessAreRead() {
        service.requestsPerSecond(200);
        service.ordersARequest(0.1);
        awaitValue(REQUESTS, rate -> rate > 160 && rate < 240);
        awaitValue(ORDERS, rate -> rate > 16 && rate < 24);

        service.ordersARequest(0.02);
        awaitValue(ORDERS, rate -> rate > 3 && rate < 5);
    }

    @Test
    void givenErrorsThatComeAndGo_theirRatioIsRead() {
        service.errorRatio(0.3);
        awaitValue(ERROR_RATIO, ratio -> Math.abs(ratio - 0.3) < 0.01);

        service.errorRatio(0.001);
        awaitValue(ERROR_RATIO, ratio -> Math.abs(ratio - 0.001) < 0.0005);
    }

    @Test
    void givenRequestsThatBecomeSlow_theirLatencyIsRead() {
        service.latency(Duration.ofMillis(40));
        awaitValue(LATENCY, seconds -> seconds > 0.025 && seconds <= 0.05);

        service.latency(Duration.ofMillis(900));
        awaitValue(LATENCY, seconds -> seconds > 0.5 && seconds <= 1);
        service.latency(Duration.ofMillis(40));
    }

    @Test
    void givenAServiceThatIsNotHealthy_itsHealthIsRead() {
        service.healthy(false);
        awaitValue(HEALTHY, health -> health == 0);

        service.healthy(true);
        awaitValue(HEALTHY, health -> health == 1);
    }

    @Test
    void givenMetricsThatVanish_nothingIsThere_untilTheyComeBack() {
        awaitValue(HEALTHY, health -> health == 1);

        service.hideMetrics();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(now(HEALTHY)).isEqualTo(new Absent("no series")));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(now(ERROR_RATIO)).isEqualTo(new Absent("no series")));

        service.showMetrics();
        awaitValue(HEALTHY, health -> health == 1);
    }

    @Test
    void givenATimeBeforeAnythingWasSeen_nothingIsThere() {
        assertThat(reader.read(HEALTHY, Instant.now().minus(Duration.ofDays(1))))
                .isEqualTo(new Absent("no series"));
    }

    @Test
    void givenSeveralSeries_nothingIsThere() {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(now("http_requests_total")).isEqualTo(new Absent("2 series, not one")));
    }

    @Test
    void givenADivisionByNothing_nothingIsThere() {
        assertThat(now("vector(0) / vector(0)")).isInstanceOf(Absent.class);
        assertThat(now("vector(1) / vector(0)")).isInstanceOf(Absent.class);
        assertThat(now("\"text\"")).isInstanceOf(Absent.class);
        assertThat(now("service_healthy[1m]")).isInstanceOf(Absent.class);
        assertThat(now("scalar(vector(3))")).isInstanceOf(Value.class);
    }

    @Test
    void givenAQueryThatIsNoPromQl_nothingIsKnown_andPrometheusErrorIsTold() {
        assertThat(now("sum(rate("))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).startsWith("127.0.0.1 answered 400: bad_data"));
    }

    private static Reading now(String query) {
        return reader.read(query, Instant.now());
    }

    private static void awaitValue(String query, Predicate<Double> expected) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(now(query))
                        .isInstanceOfSatisfying(
                                Value.class,
                                value -> assertThat(value.value().doubleValue()).matches(expected)));
    }
}
