package dev.releaseledger.command.health.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.outgoing.OutgoingSettings;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of Prometheus, judged before it is asked. */
class PrometheusSettingsTest {

    @Test
    void nothingIsNeeded() {
        PrometheusSettings settings = new PrometheusSettings(null, null, null);

        assertThat(settings.faults()).isEmpty();
        assertThat(settings.queries()).isEmpty();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prometheus",
                "/prometheus",
                "ftp://prometheus.example/hunter2",
                "http:///hunter2",
                "http://user:hunter2@prometheus.example",
                "https://prometheus.example/?hunter2",
                "https://prometheus.example/#hunter2",
                "https://prometheus.example/hunter 2",
                "mailto:hunter2@example.com"
            })
    void anAddressThatCannotBeUsedIsTold_withoutItsValue(String url) {
        assertThat(new PrometheusSettings(url, null, null).faults())
                .singleElement()
                .asString()
                .startsWith("release-ledger.prometheus.url: ")
                .doesNotContain("hunter");
    }

    @Test
    void everyFaultIsToldAtOnce_withoutTheValues() {
        assertThat(new PrometheusSettings("nowhere", "hunter2\r\nX: y", Duration.ofSeconds(31)).faults())
                .hasSize(3)
                .allMatch(fault -> fault.startsWith("release-ledger.prometheus."))
                .noneMatch(fault -> fault.contains("hunter2") || fault.contains("nowhere"));
        assertThat(new PrometheusSettings(null, null, Duration.ZERO).faults()).hasSize(1);
        assertThat(new PrometheusSettings(null, null, Duration.ofSeconds(30)).faults())
                .isEmpty();
    }

    @Test
    void queriesGoBelowThePathThatIsGiven() {
        assertThat(new PrometheusSettings("https://monitoring.example/prometheus/", null, null).queries())
                .contains(URI.create("https://monitoring.example/prometheus/api/v1/query"));
    }

    @Test
    void noPartOfAQueryTakesLongerThanTheWhole() {
        OutgoingSettings others =
                new OutgoingSettings(null, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(30));

        OutgoingSettings calls = new PrometheusSettings(null, null, Duration.ofSeconds(3)).calls(others);

        assertThat(calls.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(calls.responseTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(calls.totalTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theTokenIsNotShown() {
        assertThat(new PrometheusSettings("https://prometheus.example/hunter2", "hunter2", null).toString())
                .doesNotContain("hunter2");
    }
}
