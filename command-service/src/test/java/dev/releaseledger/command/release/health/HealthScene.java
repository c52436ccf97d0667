package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Deployments whose health is told, by the whole service. */
final class HealthScene {
    static final String QA = "qa";

    private final RunningCommandService service;

    HealthScene(RunningCommandService service) {
        this.service = service;
    }

    /** A deployment to {@code qa}. */
    record Deployed(String product, String release, String deployment) {
        String stream() {
            return "release/" + release;
        }

        String health() {
            return path("health");
        }

        String path(String action) {
            return "/v1/releases/" + release + "/deployments/" + deployment + "/" + action;
        }
    }

    /** Publishes a policy of the product that leaves out all but this. */
    void policy(String product, String policy) {
        assertThat(service.post("ann", List.of("admin"), "/v1/policies/" + product, policy)
                        .status())
                .isEqualTo(201);
    }

    /** Plans a release and begins to deploy it. */
    Deployed deployed(String product, String version) {
        String release = UUID.randomUUID().toString();
        String deployment = UUID.randomUUID().toString();
        Reply planned = service.post(
                "rita",
                List.of("release-manager"),
                "/v1/releases",
                "{\"id\":\"" + release + "\",\"product\":\"" + product + "\",\"version\":\"" + version
                        + "\",\"title\":\"Faster\",\"kind\":\"STANDARD\",\"strategy\":\"BIG_BANG\"}");
        assertThat(planned.status()).isEqualTo(201);
        Reply started = service.post(
                "rita",
                List.of("release-manager"),
                "/v1/releases/" + release + "/deployments",
                "{\"id\":\"" + deployment + "\",\"environment\":\"qa\"}");
        assertThat(started.status()).isEqualTo(201);
        return new Deployed(product, release, deployment);
    }

    /** Says that it works. */
    void verify(Deployed deployed) {
        assertThat(service.post(
                                "carl",
                                List.of("ci"),
                                deployed.path("verify"),
                                "{\"outcome\":\"PASSED\",\"source\":\"smoke tests\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Tells of its health as {@code ci}. */
    Reply tell(Deployed deployed, String body, String... headers) {
        return service.post("carl", List.of("ci"), deployed.health(), body, headers);
    }

    /** A report of the last minute with this error rate. */
    static String errorRate(String rate) {
        return report("\"errorRatePercent\":" + rate);
    }

    static String report(String figures) {
        Instant now = Instant.now();
        return "{\"from\":\"" + now.minusSeconds(2) + "\",\"to\":\"" + now + "\",\"source\":\"probe\",\"samples\":1000,"
                + figures + "}";
    }

    /** What was said of it, without the beginning: {@code health-reported.v1} and so on. */
    List<String> said(Deployed deployed) {
        return types(deployed.stream()).stream()
                .filter(type -> !type.startsWith("release-planned")
                        && !type.startsWith("deployment-started")
                        && !type.startsWith("rollout-planned")
                        && !type.startsWith("deployment-verified"))
                .toList();
    }

    List<String> types(String stream) {
        return entries(stream).stream()
                .map(entry -> entry.type().substring(entry.type().indexOf('.', "dev.releaseledger.".length()) + 1))
                .toList();
    }

    /** The data of the entries of a type. */
    List<JsonNode> data(Deployed deployed, String type) {
        return entries(deployed.stream()).stream()
                .filter(entry -> entry.type().endsWith("." + type + ".v1"))
                .map(Envelope::data)
                .toList();
    }

    List<Envelope> entries(String stream) {
        try (Connection connection = service.database().connectAsCommand();
                PreparedStatement select = connection.prepareStatement(
                        "select bytes from ledger.entry where stream = ? order by sequence")) {
            select.setString(1, stream);
            List<Envelope> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(EntryJson.read(rows.getBytes(1)));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
