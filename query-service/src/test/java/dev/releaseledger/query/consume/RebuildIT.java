package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Filling the read side again, beside the one that answers. */
class RebuildIT {
    private static final int RELEASES = 60;
    private static final int CHANGES = 40;

    private final TestServers servers = TestServers.shared();
    private final TestIssuer issuer = TestIssuer.start();
    private final TestDatabase database = servers.newDatabase();
    private final String prefix = servers.newTopicPrefix();
    private final TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix);
    private String newest = "";
    private RunningQueryService service;

    @BeforeEach
    void record() {
        for (int release = 0; release < RELEASES; release++) {
            String stream = "release/" + new UUID(1, release);
            int from = (int) ledger.size();
            ledger.append(
                    stream,
                    new ReleasePlanned(
                            "checkout",
                            "1." + release,
                            "A release",
                            ReleaseKind.STANDARD,
                            Strategy.ROLLING,
                            null,
                            TestLedger.PLANNER,
                            null,
                            null,
                            1),
                    ledger.live(Role.RELEASE_MANAGER));
            for (int change = 0; change < CHANGES; change++) {
                ledger.append(
                        stream,
                        new ChangeAdded(
                                "c" + change,
                                ChangeCategory.FIX,
                                "A fix",
                                null,
                                TestLedger.PLANNER,
                                null,
                                null,
                                List.of()),
                        ledger.live(Role.CI));
            }
            ledger.append(
                    stream,
                    new DeploymentStarted(new UUID(2, release), "staging", Strategy.ROLLING, null),
                    ledger.live(Role.CI));
            ledger.publish(from, (int) ledger.size());
            newest = ledger.checkpoint();
        }
        service = running();
        service.awaitProjected(ledger.size());
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(newest));
    }

    private RunningQueryService running(String... more) {
        return RunningQueryService.start(
                database, prefix, issuer, List.of(ledger.key().format()), more);
    }

    @AfterEach
    void stop() {
        service.close();
        ledger.close();
        issuer.close();
    }

    private String state() {
        return service.get("/v1/admin/rebuild", "admin").json().get("state").asString();
    }

    private void awaitDone() {
        await().atMost(Duration.ofMinutes(2)).until(() -> state().equals("DONE"));
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private List<String> everything(int generation) throws SQLException {
        List<String> all = new ArrayList<>();
        String schema = "query_g" + generation + ".";
        for (String table : List.of(
                "entry t order by position",
                "release t order by id",
                "deployment t order by started_position",
                "environment t order by position",
                "finding t order by id",
                "finding_suppression t order by product, id",
                "frontier t order by size",
                "checkpoint t order by size",
                "incomplete_stream t order by stream")) {
            all.addAll(rows("select t::text from " + schema + table));
        }
        all.addAll(rows("select (next_position, last_time, frontier)::text from " + schema + "progress"));
        return all;
    }

    @Test
    void aRebuildMakesTheSameRowsAndIsSwitchedToWhenItIsCaughtUp() throws SQLException {
        List<String> before = everything(1);
        Answer asked = service.post("/v1/admin/rebuild", "admin");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.header("Location")).isEqualTo("/v1/admin/rebuild");
        assertThat(asked.json().get("toReach").asLong()).isEqualTo(ledger.size());
        awaitDone();
        assertThat(everything(2)).isEqualTo(before);
        assertThat(service.get("/v1/releases?limit=200", "auditor").json().get("releases"))
                .hasSize(RELEASES);
        await("the old generation is dropped")
                .atMost(Duration.ofMinutes(2))
                .until(() -> rows("select to_regnamespace('query_g1')::text").getFirst() == null);
        long next = ledger.say("release/" + new UUID(1, 0), change("late"), ledger.live(Role.CI));
        assertThat(service.get("/v1/releases/" + new UUID(1, 0) + "?after=" + next, "ci")
                        .json()
                        .get("changeCount")
                        .asInt())
                .isEqualTo(CHANGES + 1);
        assertThat(rows("select role from query.generation order by number")).containsExactly("RETIRED", "ACTIVE");
    }

    @Test
    void aRebuildThatComesToTheSameRowsSaysSo_tableByTable() throws SQLException {
        service.post("/v1/admin/rebuild", "admin");
        awaitDone();

        JsonNode report = service.get("/v1/admin/rebuild", "admin").json().get("comparison");

        assertThat(report.get("equal").asBoolean())
                .describedAs(report.toString())
                .isTrue();
        assertThat(report.get("position").asLong()).isEqualTo(ledger.size());
        assertThat(report.get("comparedWith").asInt()).isEqualTo(1);
        assertThat(report.get("heldMillis").canConvertToLong()).isTrue();
        assertThat(report.get("tables").findValuesAsString("table"))
                .containsAll(rows("select tablename from pg_tables where schemaname = 'query_g2'"
                        + " and tablename <> 'flyway_schema_history'"));
        assertThat(table(report, "entry").get("rows").asLong()).isEqualTo(ledger.size());
        assertThat(table(report, "release").get("rows").asLong()).isEqualTo(RELEASES);
        assertThat(table(report, "progress").get("rebuiltRows").asLong()).isEqualTo(1);
        assertThat(report.get("leftOut").findValuesAsString("why")).isNotEmpty().doesNotContain("");
        assertThat(differences()).isZero();
    }

    @Test
    void givenRowsThatWereChangedBehindItsBack_aRebuildNamesThem_andAnswersAllTheSame() throws SQLException {
        UUID release = new UUID(1, 7);
        execute("update query_g1.release set title = 'Another' where id = '" + release + "'");
        execute("delete from query_g1.environment where product = 'checkout'");
        execute("insert into query_g1.incomplete_stream values ('release/x', 3, 'made up')");
        execute("update query_g1.entry set type = 'another' where position = 5");

        service.post("/v1/admin/rebuild", "admin");
        awaitDone();
        JsonNode report = service.get("/v1/admin/rebuild", "admin").json().get("comparison");

        assertThat(report.get("equal").asBoolean()).isFalse();
        assertThat(table(report, "release").get("first").toString())
                .isEqualTo("{\"kind\":\"CHANGED\",\"key\":\"(" + release + ")\",\"columns\":[\"title\"]}");
        assertThat(table(report, "environment").get("first").toString())
                .isEqualTo("{\"kind\":\"ONLY_REBUILT\",\"key\":\"(checkout,staging)\",\"columns\":[]}");
        assertThat(table(report, "incomplete_stream").get("first").toString())
                .isEqualTo("{\"kind\":\"ONLY_BEFORE\",\"key\":\"(release/x)\",\"columns\":[]}");
        assertThat(table(report, "entry").get("first").toString())
                .isEqualTo("{\"kind\":\"CHANGED\",\"key\":\"(5)\",\"columns\":[\"type\"]}");
        assertThat(table(report, "deployment").get("equal").asBoolean()).isTrue();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(differences()).isEqualTo(1));
        assertThat(rows("select title from query_g2.release where id = '" + release + "'"))
                .containsExactly("A release");
        await("the old generation is dropped")
                .atMost(Duration.ofMinutes(2))
                .until(() -> rows("select to_regnamespace('query_g1')::text").getFirst() == null);
        service.close();
        service = running();
        await().atMost(Duration.ofMinutes(2)).until(() -> service.health().status() == 200);
        assertThat(service.get("/v1/admin/rebuild", "admin").json().get("comparison"))
                .isEqualTo(report);
    }

    private static JsonNode table(JsonNode report, String name) {
        for (JsonNode table : report.get("tables")) {
            if (table.get("table").asString().equals(name)) {
                return table;
            }
        }
        throw new AssertionError(name + " was not compared");
    }

    private long differences() {
        Answer metric = service.get("/actuator/metrics/release.ledger.rebuild.differences", "admin");
        return metric.status() == 200
                ? metric.json().get("measurements").get(0).get("value").asLong()
                : 0;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ChangeAdded change(String id) {
        return new ChangeAdded(id, ChangeCategory.FIX, "A fix", null, TestLedger.PLANNER, null, null, List.of());
    }

    @Test
    void oneRebuildRunsAtATime() {
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        Answer second = service.post("/v1/admin/rebuild", "admin");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("type").asString()).endsWith("/rebuild-running");
        awaitDone();
    }

    @Test
    void rebuildingIsForAdminsAlone() {
        assertThat(service.post("/v1/admin/rebuild", "auditor").status()).isEqualTo(403);
        assertThat(service.post("/v1/admin/rebuild", "admin@checkout").status()).isEqualTo(403);
        assertThat(service.get("/v1/admin/rebuild", "release-manager").status()).isEqualTo(403);
        assertThat(service.get("/v1/admin/rebuild", "admin").status()).isEqualTo(404);
    }

    @Test
    void aRebuildGoesOnAfterARestart() {
        service.close();
        // One entry a batch, so that it cannot be done before the restart.
        service = running("--release-ledger.projection.batch=1");
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.get("/v1/admin/rebuild", "admin")
                                .json()
                                .get("projected")
                                .asLong()
                        > 5);
        service.close();
        service = running();
        awaitDone();
        assertThat(service.get("/v1/releases?limit=200", "auditor").json().get("releases"))
                .hasSize(RELEASES);
    }

    @Test
    void aRebuildThatFindsAnAlarmIsGivenUpAndTheOldOneGoesOnAnswering() {
        ledger.falseCheckpoint(ledger.size() + 1, ledger.root());
        ledger.say("release/" + new UUID(1, 0), change("last"), ledger.live(Role.CI));
        await().atMost(Duration.ofMinutes(2)).until(() -> service.health().status() == 503);
        service.post("/v1/admin/rebuild", "admin");
        await().atMost(Duration.ofMinutes(2)).until(() -> state().equals("FAILED"));
        assertThat(service.get("/v1/admin/rebuild", "admin")
                        .json()
                        .get("failure")
                        .asString())
                .contains("the checkpoint of size " + ledger.size());
        assertThat(service.get("/v1/releases?limit=200", "auditor").json().get("releases"))
                .hasSize(RELEASES);
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
    }
}
