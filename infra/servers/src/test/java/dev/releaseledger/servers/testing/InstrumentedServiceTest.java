package dev.releaseledger.servers.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The watched service itself, seen as Prometheus sees it. */
class InstrumentedServiceTest {
    private static final String OURS = "product=\"checkout\",environment=\"production\",version=\"2.5.0\"";

    @Test
    void itsTrafficGoesOn_andIsCountedAsItIsTurned() throws IOException {
        try (InstrumentedService service = InstrumentedService.start("checkout", "production", "2.5.0")) {
            service.errorRatio(0);
            service.latency(Duration.ofSeconds(2));
            double failedBefore = value(shown(service), "http_requests_total{" + OURS + ",code=\"500\"}");
            double goodBefore = value(shown(service), "http_requests_total{" + OURS + ",code=\"200\"}");

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> value(shown(service), "http_requests_total{" + OURS + ",code=\"200\"}") > goodBefore);
            await().atMost(Duration.ofMinutes(2)).until(() -> value(shown(service), "orders_total{" + OURS + "}") > 0);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> value(shown(service), "http_request_duration_seconds_sum{" + OURS + "}") > 1);
            service.errorRatio(1);
            await().atMost(Duration.ofMinutes(2))
                    .until(() ->
                            value(shown(service), "http_requests_total{" + OURS + ",code=\"500\"}") > failedBefore + 1);
        }
    }

    @Test
    void itsHealthAndItsMetricsCanBeTakenAway() throws IOException {
        try (InstrumentedService service = InstrumentedService.start("checkout", "production", "2.5.0")) {
            assertThat(value(shown(service), "service_healthy{" + OURS + "}")).isEqualTo(1);
            service.healthy(false);
            assertThat(value(shown(service), "service_healthy{" + OURS + "}")).isZero();
            service.hideMetrics();
            assertThat(shown(service)).isEmpty();
            service.showMetrics();
            assertThat(shown(service)).contains("service_healthy");
        }
    }

    private static String shown(InstrumentedService service) throws IOException {
        try (InputStream in =
                service.url().resolve("/metrics").toURL().openConnection().getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double value(String metrics, String series) {
        Matcher found = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertThat(found.find()).as(series).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
