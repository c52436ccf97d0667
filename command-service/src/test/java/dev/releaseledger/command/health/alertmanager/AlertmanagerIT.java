package dev.releaseledger.command.health.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.servers.testing.AlertmanagerServer;
import dev.releaseledger.servers.testing.InstrumentedService;
import dev.releaseledger.servers.testing.PrometheusServer;
import dev.releaseledger.servers.testing.PrometheusServer.AlertRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A real Prometheus that finds something, and a real Alertmanager that tells of it. */
class AlertmanagerIT {
    private static final AlertRule HIGH_ERROR_RATE = new AlertRule(
            "HighErrorRate",
            "sum by (product, environment, version) (rate(http_requests_total{code=~\"5..\"}[2s]))"
                    + " / sum by (product, environment, version) (rate(http_requests_total[2s])) > 0.05");

    private final List<byte[]> delivered = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();

    @Test
    void givenErrorsThatComeAndGo_theAlertIsReadAsFiring_andThenAsResolved() throws IOException {
        assumeTrue(PrometheusServer.isInstalled(), PrometheusServer.HOW_TO_INSTALL);
        assumeTrue(AlertmanagerServer.isInstalled(), AlertmanagerServer.HOW_TO_INSTALL);
        HttpServer receiver = receiver();
        URI webhook = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts");
        try (InstrumentedService service = InstrumentedService.start("checkout", "production", "2.5.0");
                AlertmanagerServer alertmanager = AlertmanagerServer.telling(webhook, "hunter2");
                PrometheusServer prometheus =
                        PrometheusServer.alerting(alertmanager, List.of(HIGH_ERROR_RATE), service)) {
            service.errorRatio(0.3);
            Alert firing = awaitAlert(AlertStatus.FIRING);
            service.errorRatio(0);
            Alert resolved = awaitAlert(AlertStatus.RESOLVED);

            assertThat(firing.alertname()).isEqualTo("HighErrorRate");
            assertThat(firing.labels())
                    .containsEntry("product", "checkout")
                    .containsEntry("environment", "production")
                    .containsEntry("version", "2.5.0");
            assertThat(firing.annotations().get("summary")).startsWith("HighErrorRate of checkout is 0.");
            assertThat(firing.startsAt()).isBefore(Instant.now());
            assertThat(firing.endsAt()).isNull();
            assertThat(firing.generatorURL()).startsWith("http");
            assertThat(resolved.fingerprint()).isEqualTo(firing.fingerprint());
            assertThat(resolved.startsAt()).isEqualTo(firing.startsAt());
            assertThat(resolved.endsAt()).isAfter(resolved.startsAt());
            assertThat(credentials).contains("Bearer hunter2").hasSize(1);
            assertThat(prometheus.url()).isNotEqualTo(alertmanager.url());
        } finally {
            receiver.stop(0);
        }
    }

    private Alert awaitAlert(AlertStatus status) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> delivered.stream()
                                .map(AlertmanagerPayload::read)
                                .filter(payload -> payload.status() == status)
                                .flatMap(payload -> payload.alerts().stream())
                                .filter(alert -> alert.status() == status)
                                .findFirst(),
                        alert -> alert.isPresent())
                .orElseThrow();
    }

    private HttpServer receiver() throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/alerts", exchange -> {
            String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!credentials.contains(token)) {
                credentials.add(token);
            }
            delivered.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }
}
