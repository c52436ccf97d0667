package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.release.health.HealthScene.Deployed;
import dev.releaseledger.servers.testing.InstrumentedService;
import dev.releaseledger.servers.testing.PrometheusServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A deployment that a real Prometheus watches: its errors take it back with nobody touching anything. */
class WatchedByPrometheusIT {
    private static final String POLICY = """
            {"health": {"interval": "PT1S", "fold": "PT1S", "queries": {"ERROR_RATE":
               "100 * sum(rate(http_requests_total{product=\\"$product\\",environment=\\"$environment\\",version=\\"$version\\",code=~\\"5..\\"}[2s])) / sum(rate(http_requests_total{product=\\"$product\\",environment=\\"$environment\\",version=\\"$version\\"}[2s]))"}},
             "rollback": {"preAuthorised": ["error-rate"]}}
            """;

    @Test
    void givenErrorsThatRise_theTriggerFiresAndTheRollbackStarts_andWithoutDataNothingOfThatHappens() {
        assumeTrue(PrometheusServer.isInstalled(), PrometheusServer.HOW_TO_INSTALL);
        try (InstrumentedService watched = InstrumentedService.start("watched", "qa", "2.0.0");
                InstrumentedService hidden = InstrumentedService.start("hidden", "qa", "2.0.0");
                PrometheusServer prometheus = PrometheusServer.watching(watched, hidden);
                RunningCommandService service = RunningCommandService.start(
                        "--release-ledger.prometheus.url=" + prometheus.url(),
                        "--release-ledger.outgoing.allow=127.0.0.1/32",
                        "--release-ledger.deadlines.look=100ms")) {
            HealthScene scene = new HealthScene(service);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> service.post("ann", List.of("admin"), "/v1/policies/watched", POLICY)
                                    .status()
                            == 201);
            scene.policy("hidden", POLICY);
            Deployed before = scene.deployed("watched", "1.0.0");
            scene.verify(before);
            Deployed deployed = scene.deployed("watched", "2.0.0");
            Deployed other = scene.deployed("hidden", "2.0.0");
            awaitVerdict(scene, deployed, "HEALTHY");
            awaitVerdict(scene, other, "HEALTHY");

            hidden.hideMetrics();
            awaitVerdict(scene, other, "NO_DATA");
            watched.errorRatio(0.3);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(scene.said(deployed))
                            .contains("trigger-fired.v1", "rollback-triggered.v1", "rollback-started.v1"));

            assertThat(scene.data(deployed, "rollback-triggered")
                            .getFirst()
                            .get("toVersion")
                            .stringValue())
                    .isEqualTo("1.0.0");
            hidden.showMetrics();
            awaitVerdict(scene, other, "HEALTHY");
            prometheus.close();
            awaitVerdict(scene, other, "NO_DATA");
            assertThat(scene.said(other)).containsOnly("health-reported.v1");
            assertThat(scene.data(other, "health-reported")
                            .getLast()
                            .get("reports")
                            .get(0)
                            .get("missing")
                            .stringValue())
                    .startsWith("ERROR_RATE: ");
            assertThat(scene.types("refusal/" + before.stream())).isEmpty();
        }
    }

    private static void awaitVerdict(HealthScene scene, Deployed deployed, String verdict) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(scene.data(deployed, "health-reported"))
                        .isNotEmpty()
                        .last()
                        .satisfies(
                                reported -> assertThat(reported.get("verdict").stringValue())
                                        .isEqualTo(verdict)));
    }
}
