package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.release.health.HealthScene.Deployed;
import dev.releaseledger.servers.testing.InstrumentedService;
import dev.releaseledger.servers.testing.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    void givenErrorsThatRise_theDeploymentIsTakenBackWithNobodyTouchingIt_andWithoutDataNothingOfThatHappens()
            throws IOException {
        assumeTrue(PrometheusServer.isInstalled(), PrometheusServer.HOW_TO_INSTALL);
        HttpServer executor = executor();
        try (InstrumentedService earlier = InstrumentedService.start("watched", "qa", "1.0.0");
                InstrumentedService watched = InstrumentedService.start("watched", "qa", "2.0.0");
                InstrumentedService hidden = InstrumentedService.start("hidden", "qa", "2.0.0");
                PrometheusServer prometheus = PrometheusServer.watching(earlier, watched, hidden);
                RunningCommandService service = RunningCommandService.start(
                        "--release-ledger.prometheus.url=" + prometheus.url(),
                        "--release-ledger.outgoing.allow=127.0.0.1/32",
                        "--release-ledger.rollback-executor.url=http://127.0.0.1:"
                                + executor.getAddress().getPort() + "/rollbacks",
                        "--release-ledger.rollback-executor.encryption=none",
                        "--release-ledger.rollback-executor.secret=whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")) {
            HealthScene scene = new HealthScene(service);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
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
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(scene.said(deployed))
                            .containsSubsequence(
                                    "trigger-fired.v1",
                                    "rollback-triggered.v1",
                                    "rollback-started.v1",
                                    "rollback-execution-started.v1",
                                    "rollback-step-done.v1",
                                    "health-reported.v1",
                                    "rollback-verified.v1",
                                    "rollback-completed.v1"));

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
            assertThat(scene.types("environment/watched/qa"))
                    .containsExactly("version-took-over.v1", "version-returned.v1");
        } finally {
            executor.stop(0);
        }
    }

    /** Deploys what it is asked for, and says so. */
    private static HttpServer executor() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rollbacks", exchange -> {
            byte[] done = "{\"status\":\"done\",\"summary\":\"1.0.0 runs again\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, done.length);
            exchange.getResponseBody().write(done);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void awaitVerdict(HealthScene scene, Deployed deployed, String verdict) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(scene.data(deployed, "health-reported"))
                        .isNotEmpty()
                        .last()
                        .satisfies(
                                reported -> assertThat(reported.get("verdict").stringValue())
                                        .isEqualTo(verdict)));
    }
}
