package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.release.health.HealthScene.Deployed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Alerts as Alertmanager delivers them, against deployments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {
    private RunningCommandService service;
    private HealthScene scene;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        scene = new HealthScene(service);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> service.post(
                                        "ann",
                                        List.of("admin"),
                                        "/v1/policies/warm-up",
                                        "{\"health\":{\"fold\":\"PT3S\"}}")
                                .status()
                        == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void givenTheSameAlertAHundredTimes_itIsOneReport_andOneRollback() {
        Deployed deployed = scene.deployed("alerted", "1.0.0");
        String alert = alert("alerted", "f1", Instant.now(), null);

        List<Integer> statuses = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> tell(alert).status())
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(scene.said(deployed))
                .containsExactly("health-reported.v1", "trigger-fired.v1", "rollback-triggered.v1");
        assertThat(outcome(tell(alert))).isEqualTo("KNOWN");
    }

    @Test
    void givenAnAlertThatIsResolved_itObjectsNoMore_butIsNoSignOfHealth_andOneThatNeverFiredHereSaysNothing() {
        Deployed deployed = scene.deployed("resolved", "1.0.0");
        Instant began = Instant.now();

        assertThat(outcome(tell(alert("resolved", "f1", began, began.plusMillis(1)))))
                .isEqualTo("NOTHING_TO_RESOLVE");
        assertThat(outcome(tell(alert("resolved", "f1", began, null)))).isEqualTo("RECORDED");
        assertThat(outcome(tell(alert("resolved", "f1", began, began.plusMillis(1)))))
                .isEqualTo("RECORDED");

        assertThat(scene.data(deployed, "health-reported").stream()
                        .map(reported -> reported.get("verdict").stringValue()))
                .containsExactly("UNHEALTHY", "NO_DATA");
    }

    @Test
    void givenAnAlertFromBeforeTheDeployment_orOfNothing_orWithoutLabels_itSaysNothing() {
        Deployed deployed = scene.deployed("earlier", "1.0.0");

        assertThat(outcome(tell(alert("earlier", "f1", Instant.now().minusSeconds(3600), null))))
                .isEqualTo("EARLIER");
        assertThat(outcome(tell(alert("nowhere", "f1", Instant.now(), null)))).isEqualTo("NOTHING_THERE");
        assertThat(outcome(tell(alert("Not a product", "f1", Instant.now(), null))))
                .isEqualTo("UNLABELLED");
        assertThat(scene.said(deployed)).isEmpty();
    }

    @Test
    void givenNoRightForTheProduct_theAlertIsForbidden_andTheRefusalIsOnRecord() {
        Deployed deployed = scene.deployed("guarded", "1.0.0");

        Reply reply = service.post(
                "alma",
                List.of("ci@other"),
                "/v1/alerts/alertmanager",
                payload(alert("guarded", "f1", Instant.now(), null)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(outcome(reply)).isEqualTo("FORBIDDEN");
        assertThat(scene.types("refusal/" + deployed.stream())).hasSize(1);
        assertThat(scene.said(deployed)).isEmpty();
    }

    @Test
    void givenSomethingElseThanAPayload_itIsRefused() {
        assertThat(service.post("alma", List.of("ci"), "/v1/alerts/alertmanager", "{\"version\":\"3\"}")
                        .status())
                .isEqualTo(400);
    }

    private Reply tell(String alert) {
        return service.post("alma", List.of("ci"), "/v1/alerts/alertmanager", payload(alert));
    }

    private static String outcome(Reply reply) {
        return reply.body().get("alerts").get(0).get("outcome").stringValue();
    }

    private static String payload(String alert) {
        return "{\"version\":\"4\",\"receiver\":\"ledger\",\"status\":\"firing\",\"groupKey\":\"{}\",\"groupLabels\":{},"
                + "\"alerts\":[" + alert + "]}";
    }

    private static String alert(String product, String fingerprint, Instant startsAt, @Nullable Instant endsAt) {
        return "{\"status\":\"" + (endsAt == null ? "firing" : "resolved")
                + "\",\"labels\":{\"alertname\":\"HighErrorRate\",\"environment\":\"qa\",\"product\":\"" + product
                + "\"},\"annotations\":{},\"startsAt\":\"" + startsAt + "\",\"endsAt\":\""
                + (endsAt == null ? "0001-01-01T00:00:00Z" : endsAt) + "\",\"fingerprint\":\"" + fingerprint + "\"}";
    }
}
