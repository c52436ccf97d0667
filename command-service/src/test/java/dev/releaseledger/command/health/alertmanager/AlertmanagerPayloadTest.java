package dev.releaseledger.command.health.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a payload of Alertmanager, and what is said of the rest. */
class AlertmanagerPayloadTest {
    private static final String FIRING = """
            {"status":"firing","labels":{"alertname":"HighErrorRate","product":"checkout"},
             "annotations":{"summary":"too many errors"},"startsAt":"2026-11-24T10:00:00.123456789+01:00",
             "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus.example/graph?g0.expr=up",
             "fingerprint":"1a30ba71cca2921f"}""";
    private static final String RESOLVED = """
            {"status":"resolved","labels":{"alertname":"HighErrorRate"},"annotations":{},
             "startsAt":"2026-11-24T10:00:00Z","endsAt":"2026-11-24T10:05:00Z","generatorURL":"",
             "fingerprint":"cca2921f1a30ba71"}""";

    @Test
    void aGroupOfAlertsIsRead() {
        AlertmanagerPayload payload = read(payload(FIRING + "," + RESOLVED));

        assertThat(payload.receiver()).isEqualTo("release-ledger");
        assertThat(payload.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(payload.groupKey()).isEqualTo("{}:{alertname=\"HighErrorRate\"}");
        assertThat(payload.groupLabels()).isEqualTo(Map.of("alertname", "HighErrorRate"));
        assertThat(payload.truncatedAlerts()).isEqualTo(3);
        assertThat(payload.alerts())
                .containsExactly(
                        new Alert(
                                AlertStatus.FIRING,
                                "HighErrorRate",
                                Map.of("alertname", "HighErrorRate", "product", "checkout"),
                                Map.of("summary", "too many errors"),
                                Instant.parse("2026-11-24T09:00:00.123456789Z"),
                                null,
                                "1a30ba71cca2921f",
                                "http://prometheus.example/graph?g0.expr=up"),
                        new Alert(
                                AlertStatus.RESOLVED,
                                "HighErrorRate",
                                Map.of("alertname", "HighErrorRate"),
                                Map.of(),
                                Instant.parse("2026-11-24T10:00:00Z"),
                                Instant.parse("2026-11-24T10:05:00Z"),
                                "cca2921f1a30ba71",
                                null));
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() {
        String payload = payload(
                        FIRING.replace("{\"status\"", "{\"silenceURL\":\"x\",\"values\":{\"B\":44.2},\"status\""))
                .replace("{\"version\"", "{\"orgId\":1,\"version\"");

        assertThat(read(payload).alerts()).hasSize(1);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        String alert = """
                {"status":"pending","labels":{"product":7,"team":"%s"},"annotations":[],"startsAt":"yesterday",
                 "fingerprint":"","generatorURL":5}""".formatted("x".repeat(1_025));

        assertThat(faults(
                        "{\"version\":\"3\",\"status\":\"firing\",\"groupKey\":\"k\",\"truncatedAlerts\":-1,\"alerts\":["
                                + alert + ",5]}"))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "version",
                        "receiver",
                        "truncatedAlerts",
                        "alerts[0].status",
                        "alerts[0].labels.product",
                        "alerts[0].labels.team",
                        "alerts[0].labels.alertname",
                        "alerts[0].annotations",
                        "alerts[0].startsAt",
                        "alerts[0].fingerprint",
                        "alerts[0].generatorURL",
                        "alerts[1]");
    }

    @Test
    void aResolvedAlertNeedsItsEnd() {
        assertThat(faults(payload(RESOLVED.replace("2026-11-24T10:05:00Z", "0001-01-01T00:00:00Z"))))
                .containsExactly(new Fault(
                        "alerts[0].endsAt", "is not a time", "a time as in RFC 3339, e.g. 2026-03-15T10:00:00.123Z"));
    }

    @Test
    void fiveHundredAlertsAreTaken_andNotOneMore() {
        assertThat(read(payload(FIRING + ("," + FIRING).repeat(499))).alerts()).hasSize(500);
        assertThat(faults(payload(FIRING + ("," + FIRING).repeat(500))))
                .containsExactly(new Fault("alerts", "has 501 elements", "at most 500"));
    }

    @Test
    void labelsAreBounded_inNumberAndLength() {
        String longName = "n".repeat(129);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            many.append("\"l").append(i).append("\":\"x\",");
        }

        assertThat(faults(payload(FIRING.replace("\"product\"", "\"" + longName + "\""))))
                .extracting(Fault::field)
                .containsExactly("alerts[0].labels." + "n".repeat(60) + "…");
        assertThat(faults(payload(FIRING.replace("\"product\"", many + "\"product\""))))
                .extracting(Fault::field)
                .contains("alerts[0].labels");
        assertThat(faults(payload(FIRING.replace("checkout", "\\ud800"))))
                .extracting(Fault::fault)
                .containsExactly("holds half of a surrogate pair");
    }

    @Test
    void moreThanAMebibyteIsNotLookedAt() {
        assertThat(rejected(" ".repeat(AlertmanagerPayload.MOST_BYTES + 1)).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "5", "{\"version\":", "{\"version\":\"4\",\"version\":\"4\"}", "<xml/>"})
    void whatIsNoPayloadIsRefused(String body) {
        assertThat(rejected(body).status()).isEqualTo(400);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThat(rejected(payload("[".repeat(100_000))).status()).isEqualTo(400);
    }

    private static AlertmanagerPayload read(String payload) {
        return AlertmanagerPayload.read(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Fault> faults(String payload) {
        return rejected(payload).faults();
    }

    private static Problem rejected(String payload) {
        return catchThrowableOfType(RequestRejected.class, () -> read(payload)).problem();
    }

    private static String payload(String alerts) {
        return "{\"version\":\"4\",\"receiver\":\"release-ledger\",\"status\":\"firing\","
                + "\"groupKey\":\"{}:{alertname=\\\"HighErrorRate\\\"}\",\"groupLabels\":{\"alertname\":\"HighErrorRate\"},"
                + "\"commonLabels\":{},\"commonAnnotations\":{},\"externalURL\":\"http://alertmanager.example\","
                + "\"truncatedAlerts\":3,\"alerts\":[" + alerts + "]}";
    }
}
