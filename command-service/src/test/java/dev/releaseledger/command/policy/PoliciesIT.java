package dev.releaseledger.command.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Policies over REST, what pins them, and what it takes to change them on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesIT {
    private static final List<String> ADMIN = List.of("admin");
    private static final List<String> RELEASE_MANAGER = List.of("release-manager");
    private static final List<String> MANAGER = List.of("manager");

    /** DEVELOPMENT takes two approvals, and nothing but them. */
    private static final String TWO_APPROVALS = """
            {"stages": [
              {"stage": "DEVELOPMENT", "approval": {"approvals": 2}},
              {"stage": "QA"}, {"stage": "STAGING"}, {"stage": "PRODUCTION"}, {"stage": "POST_RELEASE"}],
             "checklists": []}
            """;

    private RunningCommandService service;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> plan("warm-up").status() == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void whatIsPlannedAfterAPublication_pinsTheNewVersion_andWhatWasPlannedBeforeKeepsIts() {
        String before = planned("pinning");

        Reply published = publish("pinning", "{\"strategies\":[\"CANARY\"],\"comment\":\"Carefully from now on\"}");
        String after = planned("pinning");

        assertThat(published.status()).isEqualTo(201);
        assertThat(published.header("location")).isEqualTo("/v1/policies/pinning");
        assertThat(published.header("etag")).isEqualTo("\"0\"");
        JsonNode said = data("policy/pinning").getFirst();
        assertThat(said.get("version").intValue()).isEqualTo(2);
        assertThat(said.get("comment").stringValue()).isEqualTo("Carefully from now on");
        assertThat(said.get("policy").get("stages").size()).isEqualTo(5);
        assertThat(data("release/" + before).getFirst().get("policyVersion").intValue())
                .isEqualTo(1);
        assertThat(data("release/" + after).getFirst().get("policyVersion").intValue())
                .isEqualTo(2);
    }

    @Test
    void aPolicyInYamlIsTheSamePolicy() {
        Reply reply = yaml("in-yaml", """
                # carefully
                strategies: [CANARY]
                comment: Carefully from now on
                """);

        assertThat(reply.status()).isEqualTo(201);
        JsonNode policy = data("policy/in-yaml").getFirst().get("policy");
        assertThat(policy.get("strategies").toString()).isEqualTo("[\"CANARY\"]");
    }

    @Test
    void givenAliasesInYaml_theyAreRefused() {
        Reply reply = yaml("bomb", """
                a: &a [x, x]
                b: [*a, *a]
                """);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("faults").get(0).get("fault").stringValue()).contains("alias at line 2");
    }

    @Test
    void givenAFieldTwiceInYaml_itIsRefused() {
        assertThat(yaml("twice", "strategies: [CANARY]\nstrategies: [ROLLING]\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void givenSeveralFaults_eachIsNamedWithItsPath_andNothingIsRecorded() {
        String faulty =
                "{\"strategies\":[\"SIDEWAYS\"],\"nonsense\":1,\"comment\":7,\"windows\":{\"overrideValidFor\":\"soon\"}}";

        Reply reply = publish("faulty", faulty);
        Reply checked = service.post("dina", List.of("developer"), "/v1/policies/faulty/check", faulty);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("faults").findValuesAsString("field"))
                .contains("strategies[0]", "nonsense", "comment", "windows.overrideValidFor");
        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.body().get("version").intValue()).isEqualTo(2);
        assertThat(checked.body().get("faults").findValuesAsString("path"))
                .isEqualTo(reply.body().get("faults").findValuesAsString("field"));
        assertThat(data("policy/faulty")).isEmpty();
        assertThat(data("refusal/policy/faulty")).isEmpty();
    }

    @Test
    void givenNothingNew_orNoRight_orAnotherVersion_itIsRefusedAndRecorded() {
        Reply same = publish("refused", "{}");
        Reply other = publish("refused", "{\"version\":7,\"strategies\":[\"CANARY\"]}");
        Reply without = service.post("rita", RELEASE_MANAGER, "/v1/policies/refused", "{\"strategies\":[\"CANARY\"]}");

        assertThat(same.status()).isEqualTo(409);
        assertThat(same.body().get("type").stringValue()).endsWith("/rules/policy-says-something-new");
        assertThat(other.body().get("type").stringValue()).endsWith("/rules/version-follows-the-last");
        assertThat(without.status()).isEqualTo(403);
        assertThat(data("refusal/policy/refused")).hasSize(3);
    }

    @Test
    void givenAnOlderSequenceInIfMatch_nothingIsPublished() {
        publish("if-match", "{\"strategies\":[\"CANARY\"]}");
        publish("if-match", "{\"strategies\":[\"ROLLING\"]}");

        Reply reply = service.post(
                "ann", ADMIN, "/v1/policies/if-match", "{\"strategies\":[\"BIG_BANG\"]}", "If-Match", "\"0\"");

        assertThat(reply.status()).isEqualTo(412);
        assertThat(data("policy/if-match")).hasSize(2);
    }

    @Test
    void givenTwoApprovalsWanted_theFirstOpensNothing_andTheSamePersonCountsOnce() {
        publish("two", TWO_APPROVALS);
        String release = planned("two");
        String approve = "/v1/releases/" + release + "/stages/DEVELOPMENT/approve";

        Reply first = service.post("rita", RELEASE_MANAGER, approve, "{}");
        Reply again = service.post("rita", List.of("release-manager", "manager"), approve, "{}");
        List<String> afterTheFirst = types("release/" + release);
        Reply second = service.post("rob", RELEASE_MANAGER, approve, "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body().get("sequence").longValue()).isEqualTo(1);
        assertThat(afterTheFirst).last().isEqualTo("dev.releaseledger.release.stage-approval-given.v1");
        assertThat(second.status()).isEqualTo(200);
        assertThat(types("release/" + release))
                .endsWith(
                        "dev.releaseledger.release.stage-approved.v1",
                        "dev.releaseledger.release.stage-handed-over.v1");
    }

    @Test
    void givenASecondPerson_theReleaseGoesByAnotherVersion_andItsApprovalsAreVoid() {
        publish("repin", TWO_APPROVALS.replace("\"approvals\": 2", "\"approvals\": 1"));
        String release = planned("repin");
        service.post("rita", RELEASE_MANAGER, "/v1/releases/" + release + "/stages/DEVELOPMENT/approve", "{}");
        publish("repin", TWO_APPROVALS);
        String path = "/v1/releases/" + release + "/policy";
        String body = "{\"version\":3,\"reason\":\"Two people from now on\"}";

        Reply unknown = service.post("rita", RELEASE_MANAGER, path, "{\"version\":9,\"reason\":\"x\"}");
        Reply proposed = service.post("rita", RELEASE_MANAGER, path, body);
        Reply bySame = service.post("rita", List.of("release-manager", "manager"), path, body);
        Reply granted = service.post("mia", MANAGER, path, body);

        Reply stranger = service.post("dina", List.of("developer"), path, "{\"version\":9,\"reason\":\"x\"}");

        assertThat(stranger.status()).isEqualTo(403);
        assertThat(types("refusal/release/" + release)).isNotEmpty();
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(proposed.status()).isEqualTo(200);
        assertThat(bySame.status()).isEqualTo(403);
        assertThat(granted.status()).isEqualTo(200);
        assertThat(types("release/" + release))
                .endsWith(
                        "dev.releaseledger.release.policy-repin-proposed.v1",
                        "dev.releaseledger.release.policy-repinned.v1",
                        "dev.releaseledger.release.approval-voided.v1");
        assertThat(data("release/" + release).getLast().get("cause").stringValue())
                .isEqualTo("POLICY_CHANGED");
    }

    @Test
    void aCriterionIsWaivedByTwoPeople_atTheStageThatAsksForIt() {
        String release = planned("waiving");
        String reason = "{\"reason\":\"The build server is away\"}";
        String path = "/v1/releases/" + release + "/stages/DEVELOPMENT/criteria/unit-tests/waive";

        Reply elsewhere = service.post(
                "rita", RELEASE_MANAGER, "/v1/releases/" + release + "/stages/QA/criteria/unit-tests/waive", reason);
        Reply proposed = service.post("rita", RELEASE_MANAGER, path, reason);
        Reply granted = service.post("mia", MANAGER, path, reason);

        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(proposed.status()).isEqualTo(200);
        assertThat(granted.status()).isEqualTo(200);
        assertThat(types("release/" + release))
                .endsWith(
                        "dev.releaseledger.release.criterion-waiver-proposed.v1",
                        "dev.releaseledger.release.criterion-waived.v1");
    }

    private Reply publish(String product, String body) {
        return service.post("ann", ADMIN, "/v1/policies/" + product, body);
    }

    private Reply yaml(String product, String body) {
        return service.send(HttpRequest.newBuilder(service.uri("/v1/policies/" + product))
                .header("Authorization", "Bearer " + service.issuer().token("ann", "admin"))
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Reply plan(String product) {
        return service.post(
                "rita",
                RELEASE_MANAGER,
                "/v1/releases",
                "{\"product\":\"" + product + "\",\"version\":\"1.0.0-" + UUID.randomUUID()
                        + "\",\"title\":\"Faster\",\"kind\":\"STANDARD\",\"strategy\":\"CANARY\"}");
    }

    private String planned(String product) {
        Reply reply = plan(product);
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().get("id").stringValue();
    }

    private List<String> types(String stream) {
        return entries(stream).stream()
                .map(entry -> entry.get("type").stringValue())
                .toList();
    }

    private List<JsonNode> data(String stream) {
        return entries(stream).stream().map(entry -> entry.get("data")).toList();
    }

    private List<JsonNode> entries(String stream) {
        List<JsonNode> entries = new ArrayList<>();
        try (Connection connection = service.database().connectAsOwner();
                PreparedStatement select = connection.prepareStatement(
                        "select bytes from ledger.entry where stream = ? order by sequence")) {
            select.setString(1, stream);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(new tools.jackson.databind.json.JsonMapper().readTree(rows.getBytes(1)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }
}
