package dev.releaseledger.query.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.ReleaseStream;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What runs where at any time, by the whole service on real servers. */
class EnvironmentsIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final UUID SHOP_1 = id(1);
    private static final UUID SHOP_2 = id(2);
    private static final UUID SHOP_3 = id(3);
    private static final UUID SHOP_4 = id(4);
    private static final UUID SHOP_5 = id(5);
    private static final UUID SEARCH = id(6);
    private static final UUID OLD = id(7);
    private static final Instant LONG_AGO = Instant.parse("2019-03-01T10:00:00Z");

    /** What of the shop ran in production after each entry that changed that; null for nothing. */
    private static final Map<Long, @Nullable String> SHOP_RAN = new LinkedHashMap<>();

    private static RunningQueryService service;
    private static long secondStarted;
    private static long secondHalfway;
    private static long secondVerified;
    private static long thirdTakenBack;
    private static long fourthTakenBack;
    private static long oldStarted;

    private static UUID id(int n) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L + n);
    }

    private static UUID deployment(UUID release, String environment) {
        return new UUID(release.getLeastSignificantBits(), environment.hashCode());
    }

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        plan(SHOP_1, "shop", "1.0");
        start(SHOP_1, "staging");
        verify(SHOP_1, "staging");
        SHOP_RAN.put(start(SHOP_1, "production"), null);
        SHOP_RAN.put(verify(SHOP_1, "production"), "1.0");
        plan(SEARCH, "search", "7.0");
        start(SEARCH, "production");
        SHOP_RAN.put(verify(SEARCH, "production"), "1.0");
        plan(SHOP_2, "shop", "1.1");
        say(
                SHOP_2,
                new ChangeAdded("c1", ChangeCategory.FIX, "Mends it", null, TestLedger.PLANNER, null, null, List.of()));
        secondStarted = start(SHOP_2, "production");
        secondHalfway = say(SHOP_2, new DeploymentAdvanced(deployment(SHOP_2, "production"), 50));
        say(SHOP_2, new DeploymentAdvanced(deployment(SHOP_2, "production"), 100));
        SHOP_RAN.put(secondHalfway, "1.0");
        secondVerified = verify(SHOP_2, "production");
        SHOP_RAN.put(secondVerified, "1.1");
        plan(SHOP_3, "shop", "1.2");
        start(SHOP_3, "production");
        SHOP_RAN.put(verify(SHOP_3, "production"), "1.2");
        thirdTakenBack = takeBack(SHOP_3, null);
        SHOP_RAN.put(thirdTakenBack - 1, "1.2");
        SHOP_RAN.put(thirdTakenBack, "1.1");
        plan(SHOP_4, "shop", "1.3");
        start(SHOP_4, "production");
        SHOP_RAN.put(verify(SHOP_4, "production"), "1.3");
        fourthTakenBack = takeBack(SHOP_4, "1.0");
        SHOP_RAN.put(fourthTakenBack, "1.0");
        plan(SHOP_5, "shop", "1.4");
        start(SHOP_5, "production");
        SHOP_RAN.put(
                say(SHOP_5, new DeploymentFailed(deployment(SHOP_5, "production"), "smoke", null, null, "blank page")),
                "1.0");
        recordTheOldOne();
        service.awaitProjected(LEDGER.size());
    }

    private static void recordTheOldOne() {
        LEDGER.timePasses(Duration.ofMinutes(1));
        String stream = ReleaseStream.name(OLD);
        LEDGER.say(stream, planned("shop", "0.9"), LEDGER.claimed(LONG_AGO));
        oldStarted = LEDGER.say(stream, started(OLD, "production"), LEDGER.claimed(LONG_AGO.plusSeconds(60)));
        SHOP_RAN.put(LEDGER.say(stream, verified(OLD, "production"), LEDGER.claimed(LONG_AGO.plusSeconds(120))), "1.0");
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static long say(UUID release, ReleaseEvent event) {
        LEDGER.timePasses(Duration.ofMinutes(1));
        return LEDGER.say(ReleaseStream.name(release), event, LEDGER.live(Role.RELEASE_MANAGER));
    }

    private static void plan(UUID release, String product, String version) {
        say(release, planned(product, version));
    }

    private static ReleasePlanned planned(String product, String version) {
        return new ReleasePlanned(
                product,
                version,
                "The " + product,
                ReleaseKind.STANDARD,
                Strategy.ROLLING,
                null,
                TestLedger.PLANNER,
                null,
                null,
                1);
    }

    private static long start(UUID release, String environment) {
        return say(release, started(release, environment));
    }

    private static DeploymentStarted started(UUID release, String environment) {
        return new DeploymentStarted(
                deployment(release, environment), environment, Strategy.ROLLING, new Artefact("registry/image", null));
    }

    private static long verify(UUID release, String environment) {
        return say(release, verified(release, environment));
    }

    private static DeploymentVerified verified(UUID release, String environment) {
        return new DeploymentVerified(deployment(release, environment), "smoke", null, null, null);
    }

    private static long takeBack(UUID release, @Nullable String toVersion) {
        UUID rollback = new UUID(0xbac, release.getLeastSignificantBits());
        UUID deployment = deployment(release, "production");
        say(
                release,
                new RollbackTriggered(
                        rollback,
                        deployment,
                        RollbackReason.ERROR_RATE,
                        Set.of(RollbackKind.CODE),
                        toVersion,
                        "errors"));
        return say(release, new RollbackAuthorised(rollback, deployment));
    }

    private static JsonNode production(String query) {
        Answer answer = service.get("/v1/environments/production" + query, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode shop(String query) {
        JsonNode products = production("?product=shop" + query).get("products");
        assertThat(products).hasSize(1);
        return products.get(0);
    }

    private static @Nullable String version(JsonNode what) {
        return what.isNull() ? null : what.get("version").stringValue();
    }

    private static Instant recordedAt(long position) {
        JsonNode entry = new tools.jackson.databind.json.JsonMapper()
                .readTree(LEDGER.entries().get((int) position));
        return Instant.parse(entry.get("time").stringValue());
    }

    private static List<String> versions(JsonNode moves) {
        return moves.valueStream()
                .map(move -> move.get("version").stringValue() + "@"
                        + move.get("by").get("position").longValue())
                .toList();
    }

    @Test
    void whatRanIsToldForEveryMoment_byPositionAndByTime() {
        SHOP_RAN.forEach((position, version) -> {
            assertThat(version(shop("&asOf=" + position).get("runs")))
                    .as("after position " + position)
                    .isEqualTo(version);
            assertThat(version(shop("&asOf=" + recordedAt(position)).get("runs")))
                    .as("at the time of position " + position)
                    .isEqualTo(version);
            assertThat(production("?asOf=" + recordedAt(position))
                            .get("asOfPosition")
                            .longValue())
                    .isGreaterThanOrEqualTo(position);
        });
        assertThat(production("?asOf=" + recordedAt(secondStarted))
                        .get("asOfPosition")
                        .longValue())
                .isEqualTo(secondStarted);
        assertThat(production("?asOf=" + recordedAt(secondStarted).minusSeconds(1))
                        .get("asOfPosition")
                        .longValue())
                .isEqualTo(secondStarted - 1);
        JsonNode before = production("?asOf=2025-12-31T00:00:00Z");
        assertThat(before.get("asOfPosition").longValue()).isEqualTo(-1);
        assertThat(before.get("products")).isEmpty();
    }

    @Test
    void whatRunsIsToldOfEachProduct_withItsReleaseAndSinceWhenAndByWhom() {
        JsonNode now = production("?after=" + (LEDGER.size() - 1));

        assertThat(now.get("asOfPosition").longValue()).isEqualTo(LEDGER.size() - 1);
        assertThat(now.get("products").findValuesAsString("product")).containsExactly("shop", "search");
        JsonNode shop = now.get("products").get(0);
        assertThat(shop.get("incomplete").booleanValue()).isFalse();
        assertThat(shop.get("onTheWay")).isEmpty();
        JsonNode runs = shop.get("runs");
        assertThat(runs.get("releaseId").stringValue()).isEqualTo(SHOP_1.toString());
        assertThat(runs.get("deploymentId").stringValue())
                .isEqualTo(deployment(SHOP_1, "production").toString());
        assertThat(runs.get("strategy").stringValue()).isEqualTo("ROLLING");
        assertThat(runs.get("artefact").get("name").stringValue()).isEqualTo("registry/image");
        assertThat(runs.get("returned").booleanValue()).isTrue();
        assertThat(runs.get("since").get("position").longValue()).isEqualTo(fourthTakenBack);
        assertThat(runs.get("since").get("by").stringValue()).isEqualTo(TestLedger.PLANNER.toString());
        assertThat(version(shop.get("before"))).isEqualTo("1.3");
        assertThat(shop.get("before").get("takenBack").booleanValue()).isTrue();
    }

    @Test
    void whatIsOnItsWayInIsToldWithHowFarItWas() {
        JsonNode started = shop("&asOf=" + secondStarted).get("onTheWay");
        JsonNode halfway = shop("&asOf=" + secondHalfway).get("onTheWay");

        assertThat(started.findValuesAsString("version")).containsExactly("1.1");
        assertThat(started.get(0).get("percent").intValue()).isZero();
        assertThat(halfway.get(0).get("percent").intValue()).isEqualTo(50);
        assertThat(shop("&asOf=" + secondVerified).get("onTheWay")).isEmpty();
    }

    @Test
    void historyThatWasRecordedLater_isToldByItsClaimedTime() {
        String then = LONG_AGO.plusSeconds(120).toString();

        JsonNode claimed = production("?clock=claimed&asOf=" + then);

        assertThat(claimed.get("claimedAt").stringValue()).isEqualTo(then);
        assertThat(claimed.get("products").findValuesAsString("product")).containsExactly("shop");
        assertThat(version(claimed.get("products").get(0).get("runs"))).isEqualTo("0.9");
        assertThat(production("?asOf=" + then).get("products")).isEmpty();
        JsonNode started = shop("&clock=claimed&asOf=" + LONG_AGO.plusSeconds(60));
        assertThat(version(started.get("runs"))).isNull();
        assertThat(started.get("onTheWay").findValuesAsString("version")).containsExactly("0.9");
        // The first live one came after it.
        assertThat(version(
                        shop("&clock=claimed&asOf=" + recordedAt(secondStarted)).get("before")))
                .isEqualTo("0.9");
        assertThat(shop("&asOf=" + secondStarted).get("before").isNull()).isTrue();
    }

    @Test
    void aDifferenceTellsWhatCameLeftAndWasTakenBack_andTheReleasesThatCame() {
        JsonNode answer = production("/diff?product=shop&from=" + secondStarted + "&to=" + fourthTakenBack);
        JsonNode shop = answer.get("products").get(0);

        assertThat(answer.get("from").get("asOfPosition").longValue()).isEqualTo(secondStarted);
        assertThat(version(shop.get("before"))).isEqualTo("1.0");
        assertThat(version(shop.get("after"))).isEqualTo("1.0");
        assertThat(versions(shop.get("came")))
                .containsExactly(
                        "1.1@" + secondVerified,
                        "1.2@" + (thirdTakenBack - 2),
                        "1.1@" + thirdTakenBack,
                        "1.3@" + (fourthTakenBack - 2),
                        "1.0@" + fourthTakenBack);
        assertThat(versions(shop.get("left")))
                .containsExactly(
                        "1.0@" + secondVerified,
                        "1.1@" + (thirdTakenBack - 2),
                        "1.2@" + thirdTakenBack,
                        "1.1@" + (fourthTakenBack - 2),
                        "1.3@" + fourthTakenBack);
        assertThat(versions(shop.get("takenBack"))).containsExactly("1.2@" + thirdTakenBack, "1.3@" + fourthTakenBack);
        assertThat(shop.get("whole").booleanValue()).isTrue();
        assertThat(shop.get("releases").findValuesAsString("version")).containsExactly("1.1", "1.2", "1.3", "1.0");
        JsonNode second = shop.get("releases").get(0);
        assertThat(second.get("changeCount").intValue()).isEqualTo(1);
        assertThat(service.get(second.get("href").stringValue(), "auditor").status())
                .isEqualTo(200);
        assertThat(service.get(second.get("notes").stringValue(), "auditor").status())
                .isEqualTo(200);
    }

    @Test
    void aDifferenceGoesFromAPositionToATime_andWhatDidNotChangeIsThereWithoutMoves() {
        JsonNode answer = production("/diff?from=" + secondStarted + "&to=" + recordedAt(secondVerified));

        assertThat(answer.get("to").get("asOfPosition").longValue()).isEqualTo(secondVerified);
        JsonNode shop = answer.get("products").get(0);
        assertThat(versions(shop.get("came"))).containsExactly("1.1@" + secondVerified);
        JsonNode search = answer.get("products").get(1);
        assertThat(version(search.get("before"))).isEqualTo("7.0");
        assertThat(version(search.get("after"))).isEqualTo("7.0");
        assertThat(search.get("came")).isEmpty();
        JsonNode claimed = production("/diff?clock=claimed&from=" + LONG_AGO + "&to=" + LONG_AGO.plusSeconds(120));
        assertThat(versions(claimed.get("products").get(0).get("came"))).containsExactly("0.9@" + (oldStarted + 1));
    }

    @Test
    void environmentsAndProductsComeInPages_eachOnce() {
        List<String> places = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page =
                    service.get("/v1/environments?limit=1" + cursor, "auditor").json();
            page.get("environments")
                    .forEach(each -> places.add(each.get("product").stringValue() + " "
                            + each.get("environment").stringValue()));
            pages++;
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").stringValue();
        } while (!cursor.isEmpty());
        assertThat(places).containsExactly("shop staging", "shop production", "search production");
        assertThat(pages).isEqualTo(3);

        for (String query : List.of("?limit=1", "/diff?from=0&to=" + fourthTakenBack + "&limit=1")) {
            JsonNode first = production(query);
            JsonNode last = production(query + "&cursor=" + first.get("next").stringValue());
            assertThat(first.get("products").findValuesAsString("product")).containsExactly("shop");
            assertThat(last.get("products").findValuesAsString("product")).containsExactly("search");
            assertThat(last.get("next").isNull()).isTrue();
        }
    }

    @Test
    void givenARoleForOneProduct_thatOfOthersStaysHidden() {
        String reader = "developer@search";

        assertThat(service.get("/v1/environments", reader)
                        .json()
                        .get("environments")
                        .findValuesAsString("product"))
                .containsExactly("search");
        assertThat(service.get("/v1/environments/production", reader)
                        .json()
                        .get("products")
                        .findValuesAsString("product"))
                .containsExactly("search");
        assertThat(service.get("/v1/environments/production/diff?from=0&to=1", reader)
                        .json()
                        .get("products"))
                .isEmpty();
        for (String path : List.of(
                "/v1/environments?product=shop",
                "/v1/environments/production?product=shop",
                "/v1/environments/production/diff?from=0&to=1&product=shop")) {
            assertThat(service.get(path, reader).status()).isEqualTo(403);
            assertThat(service.get(path).status()).isEqualTo(403);
        }
        Answer hidden = service.get("/v1/environments/staging", reader);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.text()).contains("production").doesNotContain("there are staging");
    }

    @Test
    void givenAnUnknownName_theAnswerSaysWhatNamesThereAre() {
        for (String path : List.of("/v1/environments/moon", "/v1/environments/moon/diff?from=0&to=1")) {
            Answer unknown = service.get(path, "auditor");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.json().get("detail").stringValue()).endsWith("there are production, staging");
        }
    }

    @Test
    void givenFaultyParameters_everyOneIsNamed() {
        Answer view = service.get(
                "/v1/environments/production?asOf=2999-01-01T00:00:00Z&limit=201&cursor=AAAA&after=-1&product=&since=1",
                "auditor");
        assertThat(view.status()).isEqualTo(400);
        assertThat(view.faultyFields())
                .containsExactlyInAnyOrder("asOf", "limit", "cursor", "after", "product", "since");
        Answer names = service.get("/v1/environments?limit=0&cursor=AAAA&asOf=1", "auditor");
        assertThat(names.faultyFields()).containsExactlyInAnyOrder("limit", "cursor", "asOf");
        Answer clock = service.get("/v1/environments/production?clock=claimed&asOf=1", "auditor");
        assertThat(clock.faultyFields()).containsExactly("clock");
        Answer late = service.get("/v1/environments/production?asOf=" + LEDGER.size(), "auditor");
        assertThat(late.faultyFields()).containsExactly("asOf");

        String diff = "/v1/environments/production/diff?";
        assertThat(service.get(diff + "limit=0", "auditor").faultyFields())
                .containsExactlyInAnyOrder("from", "to", "limit");
        assertThat(service.get(diff + "from=2&to=1", "auditor").faultyFields()).containsExactly("from");
        assertThat(service.get(diff + "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "auditor")
                        .faultyFields())
                .containsExactly("from");
        assertThat(service.get(diff + "from=" + recordedAt(secondStarted) + "&to=0", "auditor")
                        .faultyFields())
                .containsExactly("from");
        assertThat(service.get(diff + "from=2999-01-01T00:00:00Z&to=x&clock=x", "auditor")
                        .faultyFields())
                .contains("from", "to", "clock");
        assertThat(service.get(diff + "from=" + LEDGER.size() + "&to=" + LEDGER.size(), "auditor")
                        .faultyFields())
                .containsExactlyInAnyOrder("from", "to");
        assertThat(service.get(diff + "from=0&to=2026-01-01T00:00:00Z&clock=claimed", "auditor")
                        .faultyFields())
                .containsExactly("clock");
    }

    @Test
    void aRebuildMakesTheSameRows() throws SQLException {
        List<String> before = rows("query_g1");
        assertThat(before).hasSize(8 + 3);
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.get("/v1/admin/rebuild", "admin")
                        .json()
                        .get("state")
                        .stringValue()
                        .equals("DONE"));

        assertThat(rows("query_g2")).isEqualTo(before);
        assertThat(version(shop("").get("runs"))).isEqualTo("1.0");
    }

    private static List<String> rows(String schema) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("deployment t order by started_position", "environment t order by position")) {
                try (ResultSet result = statement.executeQuery("select t::text from " + schema + "." + table)) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void thePageIsThere_andTheApiIsDescribed() {
        assertThat(service.getWith("/pages/environments.html", null).text()).contains("/pages/environments.js");
        assertThat(service.getWith("/", null).text()).contains("/pages/environments.html", "/pages/common.js");
        assertThat(service.getWith("/pages/common.js", null).status()).isEqualTo(200);
        JsonNode paths = service.getWith("/v3/api-docs", null).json().get("paths");
        assertThat(paths.has("/v1/environments/{name}/diff")).isTrue();
        assertThat(paths.get("/v1/environments/{name}")
                        .get("get")
                        .get("parameters")
                        .findValuesAsString("name"))
                .contains("name", "product", "asOf", "clock", "after", "limit", "cursor");
    }
}
