package dev.releaseledger.command.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.events.envelope.EntryJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Freezes and windows against deployments, by the whole service. {@code qa} is free to deploy to at any time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreezeIT {
    private static final String YEAR_END = "{\"reason\":\"The year is closed\",\"environments\":[\"qa\"]}";

    private RunningCommandService service;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> plan("warm-up", null).status() == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void givenAFreezeAfterTheProductsFreezesWereRead_theNextDeploymentIsRefused_andLiftingLetsItFollow() {
        String release = planned("frozen", null);
        // Reads that there are none.
        String running = deploy(release).body().get("id").stringValue();
        verify(release, running);

        Reply declared = declare("frozen", YEAR_END);

        assertThat(declared.status()).isEqualTo(201);
        assertThat(declared.header("location")).isEqualTo("/v1/freezes/frozen");
        Reply refused = deploy(release);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("type").stringValue()).endsWith("/rules/no-freeze-stands");
        assertThat(refused.body().get("detail").stringValue()).contains("The year is closed");
        assertThat(types("refusal/release/" + release)).hasSize(1);

        assertThat(lift("frozen", declared.body().get("id").stringValue(), "The books are closed")
                        .status())
                .isEqualTo(200);
        assertThat(deploy(release).status()).isEqualTo(201);
        assertThat(types("freeze/frozen"))
                .containsExactly("dev.releaseledger.freeze.declared.v1", "dev.releaseledger.freeze.lifted.v1");
    }

    @Test
    void givenTheSameFreezeOrLiftAgain_nothingMoreIsSaid() {
        String id = UUID.randomUUID().toString();
        String body = "{\"id\":\"" + id + "\"," + YEAR_END.substring(1);

        assertThat(declare("again", body).status()).isEqualTo(201);
        assertThat(declare("again", body).status()).isLessThan(300);
        assertThat(types("freeze/again")).hasSize(1);
        assertThat(lift("again", id, "Over").status()).isEqualTo(200);
        assertThat(lift("again", id, "Over").status()).isEqualTo(200);
        assertThat(types("freeze/again")).hasSize(2);

        assertThat(declare("again", body).body().get("type").stringValue()).endsWith("/rules/freeze-is-new");
        Reply other = lift("again", id, "Over, as I said");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().get("type").stringValue()).endsWith("/rules/only-a-standing-freeze-is-lifted");
    }

    @Test
    void givenARoleThatMayNotFreeze_itIsRefusedAndRecorded() {
        Reply refused = service.post("rita", List.of("release-manager"), "/v1/freezes/guarded", YEAR_END);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(types("refusal/freeze/guarded")).containsExactly("dev.releaseledger.refusal.command-refused.v1");
        assertThat(types("freeze/guarded")).isEmpty();
    }

    @Test
    void givenFaultyBodiesOrNames_everyFaultIsNamedAndNothingIsRecorded() {
        Reply faulty = declare("faulty", "{\"reason\":\" \",\"environments\":[\"QA\"],\"since\":\"now\"}");
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.body().toString()).contains("reason", "environments", "since");
        assertThat(declare("Not_A_Product", YEAR_END).status()).isEqualTo(400);
        assertThat(declare("faulty", "{\"reason\":\"r\",\"environments\":[]}").status())
                .isEqualTo(422);
        assertThat(types("freeze/faulty")).isEmpty();
    }

    @Test
    void givenAManagersOverride_theDeploymentFollowsInSpiteOfTheFreeze_andTheSameOverrideIsGrantedOnce() {
        String release = planned("overridden", null);
        declare("overridden", YEAR_END);
        assertThat(deploy(release).status()).isEqualTo(409);
        String override = "{\"constraint\":\"FREEZE\",\"environment\":\"qa\",\"reason\":\"Orders are lost\"}";
        String path = "/v1/releases/" + release + "/overrides";

        assertThat(service.post("rita", List.of("release-manager"), path, override)
                        .status())
                .isEqualTo(403);
        assertThat(service.post("mia", List.of("manager"), path, override).status())
                .isEqualTo(200);
        assertThat(service.post("mia", List.of("manager"), path, override).status())
                .isEqualTo(200);

        assertThat(deploy(release).status()).isEqualTo(201);
        assertThat(types("release/" + release))
                .containsExactly(
                        "dev.releaseledger.release.release-planned.v1",
                        "dev.releaseledger.release.override-granted.v1",
                        "dev.releaseledger.release.deployment-started.v1",
                        "dev.releaseledger.release.rollout-planned.v1");
    }

    @Test
    void givenAnotherFreezeAfterAnOverride_theSameWordsOverrideItToo() {
        String release = planned("overridden-again", null);
        declare("overridden-again", YEAR_END);
        String override = "{\"constraint\":\"FREEZE\",\"environment\":\"qa\",\"reason\":\"Orders are lost\"}";
        String path = "/v1/releases/" + release + "/overrides";
        service.post("mia", List.of("manager"), path, override);
        declare("overridden-again", YEAR_END.replace("The year", "The month"));

        assertThat(deploy(release).status()).isEqualTo(409);
        assertThat(service.post("mia", List.of("manager"), path, override).status())
                .isEqualTo(200);
        assertThat(deploy(release).status()).isEqualTo(201);
    }

    @Test
    void givenAWindowThatIsOver_theDeploymentToProductionIsRefusedByIt() {
        Instant now = Instant.now();
        String release = planned(
                "windowed",
                "{\"opensAt\":\"" + now.minusSeconds(7200) + "\",\"closesAt\":\"" + now.minusSeconds(3600) + "\"}");

        assertThat(service.post(
                                "rita",
                                List.of("release-manager"),
                                "/v1/releases/" + release + "/deployments",
                                "{\"environment\":\"production\"}")
                        .body()
                        .get("violations")
                        .toString())
                .contains("DeploymentIsInItsWindow");
        assertThat(deploy(release).status()).isEqualTo(201);
    }

    private Reply plan(String product, @Nullable String window) {
        return service.post(
                "rita",
                List.of("release-manager"),
                "/v1/releases",
                "{\"product\":\"" + product + "\",\"version\":\"1.0.0\",\"title\":\"Faster\",\"kind\":\"STANDARD\","
                        + "\"strategy\":\"BIG_BANG\"" + (window == null ? "" : ",\"window\":" + window) + "}");
    }

    private String planned(String product, @Nullable String window) {
        Reply reply = plan(product, window);
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().get("id").stringValue();
    }

    private Reply deploy(String release) {
        return service.post(
                "rita",
                List.of("release-manager"),
                "/v1/releases/" + release + "/deployments",
                "{\"environment\":\"qa\"}");
    }

    private void verify(String release, String deployment) {
        assertThat(service.post(
                                "carl",
                                List.of("ci"),
                                "/v1/releases/" + release + "/deployments/" + deployment + "/verify",
                                "{\"outcome\":\"PASSED\",\"source\":\"smoke tests\"}")
                        .status())
                .isEqualTo(200);
    }

    private Reply declare(String product, String body) {
        return service.post("adam", List.of("admin"), "/v1/freezes/" + product, body);
    }

    private Reply lift(String product, String freeze, String reason) {
        return service.post(
                "adam",
                List.of("admin"),
                "/v1/freezes/" + product + "/" + freeze + "/lift",
                "{\"reason\":\"" + reason + "\"}");
    }

    private List<String> types(String stream) {
        try (Connection connection = service.database().connectAsCommand();
                PreparedStatement select = connection.prepareStatement(
                        "select bytes from ledger.entry where stream = ? order by sequence")) {
            select.setString(1, stream);
            List<String> types = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    types.add(EntryJson.read(rows.getBytes(1)).type());
                }
            }
            return types;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
