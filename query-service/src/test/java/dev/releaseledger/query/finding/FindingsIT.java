package dev.releaseledger.query.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.finding.SuppressionWithdrawn;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Findings, readiness and reports, by the whole service on real servers. */
class FindingsIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final UUID HOTFIX = id(1);
    private static final UUID CLEAN = id(2);
    private static final UUID OLD = id(3);
    private static final UUID WAITING = id(4);
    private static final UUID ELSEWHERE = id(5);
    private static final UUID SUPPRESSION = id(9);
    private static final Instant LONG_AGO = Instant.parse("2019-03-01T10:00:00Z");
    private static final String MERGE = "hotfix/MERGED_BACK";

    private static RunningQueryService service;
    private static long verified;
    private static long suppressed;
    private static long met;
    private static long frozen;

    private static UUID id(int n) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L + n);
    }

    private static UUID deployment(UUID release) {
        return new UUID(release.getLeastSignificantBits(), 1);
    }

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        say(HOTFIX, planned("shop", "1.0.1", ReleaseKind.HOTFIX));
        say(HOTFIX, change("c1"));
        say(HOTFIX, started(HOTFIX, null));
        verified = say(HOTFIX, verified(HOTFIX));
        suppressed = say(
                FindingEvent.stream("shop"),
                new FindingSuppressed(
                        SUPPRESSION,
                        "clean-up-open",
                        ReleaseStream.name(HOTFIX),
                        MERGE,
                        "After the freeze",
                        LEDGER.now().plus(Duration.ofDays(9))));
        // Of another product's finding nobody of this one may say anything.
        say(
                FindingEvent.stream("search"),
                new FindingSuppressed(
                        id(10),
                        "clean-up-open",
                        ReleaseStream.name(HOTFIX),
                        "hotfix/INCIDENT_LOGGED",
                        "Not mine",
                        LEDGER.now().plus(Duration.ofDays(9))));
        met = say(HOTFIX, new ObligationMet("PROPER_FIX_SCHEDULED", null, null));
        say(CLEAN, planned("shop", "1.1.0", ReleaseKind.STANDARD));
        say(WAITING, planned("shop", "1.2.0", ReleaseKind.STANDARD));
        say(WAITING, change("*not* emphasis"));
        frozen = say(
                FreezeEvent.stream("shop"),
                new FreezeDeclared(id(11), LEDGER.now(), null, "The year is closed", Set.of("production")));
        say(ELSEWHERE, planned("search", "7.0.0", ReleaseKind.STANDARD));
        say(ELSEWHERE, started(ELSEWHERE, new Artefact("search", "sha256:" + "ab".repeat(32))));
        recordTheOldOne();
        service.awaitProjected(LEDGER.size());
    }

    private static void recordTheOldOne() {
        String stream = ReleaseStream.name(OLD);
        LEDGER.say(stream, planned("shop", "0.9.0", ReleaseKind.STANDARD), LEDGER.claimed(LONG_AGO));
        LEDGER.say(stream, started(OLD, null), LEDGER.claimed(LONG_AGO));
        LEDGER.say(stream, verified(OLD), LEDGER.claimed(LONG_AGO));
        LEDGER.say(stream, new ReleaseCompleted(null), LEDGER.claimed(LONG_AGO));
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static long say(UUID release, ReleaseEvent event) {
        return say(ReleaseStream.name(release), event);
    }

    private static long say(String stream, Event event) {
        LEDGER.timePasses(Duration.ofMinutes(1));
        return LEDGER.say(stream, event, LEDGER.live(Role.RELEASE_MANAGER));
    }

    private static ReleasePlanned planned(String product, String version, ReleaseKind kind) {
        return new ReleasePlanned(
                product, version, "# Title", kind, Strategy.ROLLING, null, TestLedger.PLANNER, null, null, 1);
    }

    private static ChangeAdded change(String summary) {
        return new ChangeAdded("c1", ChangeCategory.FIX, summary, null, TestLedger.PLANNER, null, null, List.of());
    }

    private static DeploymentStarted started(UUID release, @Nullable Artefact artefact) {
        return new DeploymentStarted(deployment(release), "production", Strategy.ROLLING, artefact);
    }

    private static DeploymentVerified verified(UUID release) {
        return new DeploymentVerified(deployment(release), "smoke", null, null, null);
    }

    private static JsonNode findings(String query) {
        Answer answer = service.get("/v1/findings" + query, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> told(JsonNode page) {
        List<String> told = new ArrayList<>();
        page.get("findings")
                .forEach(finding -> told.add(finding.get("rule").asString() + " "
                        + finding.get("version").asString() + " "
                        + finding.get("state").asString()));
        return told;
    }

    @Test
    void findingsAreListedTheNewestFirst_eachWithWhatProvesIt() {
        assertThat(told(findings("?product=shop")))
                .containsExactlyInAnyOrder(
                        "clean-up-open 1.0.1 CLOSED",
                        "clean-up-open 1.0.1 SUPPRESSED",
                        "clean-up-open 1.0.1 OPEN",
                        "deployed-by-hand 1.0.1 OPEN",
                        "hotfix-without-review 1.0.1 OPEN",
                        "no-way-back 1.0.1 OPEN",
                        "no-way-back 0.9.0 OPEN",
                        "not-watched-after-deployment 0.9.0 OPEN",
                        "stakeholders-not-told 0.9.0 OPEN");
        JsonNode found = findings("?rule=hotfix-without-review").get("findings").get(0);
        assertThat(found.get("cited").toString()).isEqualTo("[1,2]");
        assertThat(found.get("missing").toString()).isEqualTo("{\"after\":0,\"before\":2}");
        assertThat(found.get("subject").asString()).isEqualTo("release/" + HOTFIX);
        assertThat(found.get("ruleVersion").asInt()).isEqualTo(1);
        assertThat(found.get("severity").asString()).isEqualTo("HIGH");
        List<String> since = new ArrayList<>();
        findings("")
                .get("findings")
                .forEach(finding -> since.add(finding.get("since").get("at").asString()));
        assertThat(since).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void filtersNarrowTheList() {
        assertThat(told(findings("?state=CLOSED"))).containsExactly("clean-up-open 1.0.1 CLOSED");
        assertThat(told(findings("?state=SUPPRESSED"))).containsExactly("clean-up-open 1.0.1 SUPPRESSED");
        assertThat(told(findings("?product=shop&severity=LOW&state=OPEN"))).containsExactly("clean-up-open 1.0.1 OPEN");
        assertThat(told(findings("?release=" + OLD))).hasSize(3);
        assertThat(told(findings("?to=2020-01-01T00:00:00Z"))).hasSize(3);
        assertThat(told(findings("?from=2020-01-01T00:00:00Z&product=search")))
                .containsExactly("no-way-back 7.0.0 OPEN");
        assertThat(told(findings("?product=shop&rule=no-way-back&ruleVersion=1")))
                .hasSize(2);
    }

    @Test
    void aSuppressionSaysWhyAndUntilWhen_andOnlyOfItsOwnProduct() {
        JsonNode suppression =
                findings("?state=SUPPRESSED").get("findings").get(0).get("suppression");
        assertThat(suppression.get("id").asString()).isEqualTo(SUPPRESSION.toString());
        assertThat(suppression.get("reason").asString()).isEqualTo("After the freeze");
        assertThat(suppression.get("position").asLong()).isEqualTo(suppressed);
        assertThat(told(findings("?product=shop&rule=clean-up-open&state=OPEN")))
                .containsExactly("clean-up-open 1.0.1 OPEN");
    }

    @Test
    void pagesGoOnWhereTheLastEnded_andMissNothing() {
        List<String> all = new ArrayList<>();
        JsonNode page = findings("?product=shop&limit=2");
        while (true) {
            page.get("findings").forEach(finding -> all.add(finding.get("id").asString()));
            if (page.get("next").isNull()) {
                break;
            }
            page = findings("?product=shop&limit=2&cursor=" + page.get("next").asString());
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(9);
    }

    @Test
    void findingsAreAskedForAsTheyStood() {
        assertThat(told(findings("?product=shop&rule=clean-up-open&asOf=" + (verified - 1))))
                .isEmpty();
        assertThat(told(findings("?product=shop&rule=clean-up-open&asOf=" + verified)))
                .containsOnly("clean-up-open 1.0.1 OPEN")
                .hasSize(3);
        assertThat(told(findings("?state=SUPPRESSED&asOf=" + (suppressed - 1)))).isEmpty();
        assertThat(told(findings("?state=CLOSED&asOf=" + (met - 1)))).isEmpty();
        assertThat(findings("?asOf=2026-01-01T00:04:30Z").get("asOfPosition").asLong())
                .isEqualTo(verified);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Answer answer = service.get(
                "/v1/findings?rule=nothing&ruleVersion=0&severity=BAD&release=1&state=open&from=now&limit=201&cursor=x&asOf=-2&sort=a",
                "auditor");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultyFields())
                .containsExactlyInAnyOrder(
                        "rule",
                        "ruleVersion",
                        "severity",
                        "release",
                        "state",
                        "from",
                        "limit",
                        "cursor",
                        "asOf",
                        "sort");
        assertThat(answer.text()).contains("one of announcement-missed, ");
        assertThat(service.get("/v1/findings?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "auditor")
                        .faultyFields())
                .containsExactly("to");
        assertThat(service.get("/v1/findings?asOf=999999", "auditor").faultyFields())
                .containsExactly("asOf");
    }

    @Test
    void everyoneReadsTheFindingsOfTheirProducts() {
        assertThat(told(service.get("/v1/findings", "developer@search").json()))
                .containsExactly("no-way-back 7.0.0 OPEN");
        assertThat(service.get("/v1/findings?product=shop", "developer@search").status())
                .isEqualTo(403);
        assertThat(service.getWith("/v1/findings", null).status()).isEqualTo(401);
        assertThat(service.get("/v1/releases/" + HOTFIX + "/readiness", "developer@search")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theRulesSayWhatTheyFind() {
        JsonNode rules =
                service.get("/v1/findings/rules", "developer@search").json().get("rules");
        assertThat(rules).hasSize(15);
        rules.forEach(rule -> {
            assertThat(rule.get("version").asInt()).isEqualTo(1);
            assertThat(rule.get("newest").asBoolean()).isTrue();
            assertThat(rule.get("definition").asString()).isNotBlank();
            assertThat(rule.get("source").asString()).isNotBlank();
        });
    }

    @Test
    void aReleaseThatWaitsIsNotReady_andWhatIsMissingIsInOrder() {
        JsonNode ready =
                service.get("/v1/releases/" + WAITING + "/readiness", "auditor").json();
        assertThat(ready.get("mayGo").asBoolean()).isFalse();
        List<String> gates = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        ready.get("missing").forEach(each -> {
            gates.add(each.get("gate").asString());
            missing.add(each.get("kind").asString() + " " + each.get("id").asString());
        });
        assertThat(gates.stream().distinct()).containsExactly("DEVELOPMENT", "QA", "STAGING", "PRODUCTION");
        assertThat(missing)
                .contains("CRITERION unit-tests", "ITEM rollback-plan-documented")
                .startsWith("CRITERION features-coded")
                .endsWith("APPROVAL PRODUCTION");
        JsonNode production = ready.get("environments").get(0);
        assertThat(production.get("environment").asString()).isEqualTo("production");
        assertThat(production.get("refusal").toString())
                .contains("ProductionIsApproved", "NoFreezeStands", "The year is closed");
        assertThat(ready.get("freezes").get(0).get("reason").asString()).isEqualTo("The year is closed");
        assertThat(ready.get("incomplete").asBoolean()).isFalse();
    }

    @Test
    void aPositionIsOfTheWholeLedger_whateverWasSaidOfTheReleaseLast() {
        assertThat(stateOfTheMerge(suppressed - 1)).isEqualTo("OPEN");
        assertThat(stateOfTheMerge(suppressed)).isEqualTo("SUPPRESSED");
        String readiness = "/v1/releases/" + WAITING + "/readiness?asOf=";
        JsonNode then = service.get(readiness + frozen, "auditor").json();
        assertThat(then.get("freezes")).hasSize(1);
        assertThat(then.get("at").asString())
                .isEqualTo(service.get("/v1/entries?after=" + (frozen - 1) + "&limit=1", "admin")
                        .json()
                        .get("time")
                        .asString());
        assertThat(service.get(readiness + (frozen - 1), "auditor").json().get("freezes"))
                .isEmpty();
    }

    private static String stateOfTheMerge(long asOf) {
        JsonNode report = service.get("/v1/releases/" + HOTFIX + "/report?asOf=" + asOf, "auditor")
                .json();
        for (JsonNode finding : report.get("findings")) {
            if (finding.get("key").asString().equals(MERGE)) {
                return finding.get("state").asString();
            }
        }
        throw new AssertionError("no finding of " + MERGE + " in " + report);
    }

    @Test
    void readinessIsAPageToo_andTextsStayTexts() {
        Answer page = service.getAs("text/markdown", "/v1/releases/" + WAITING + "/readiness", "auditor");
        assertThat(page.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(page.text())
                .startsWith("# Readiness of shop 1.2.0\n")
                .contains("It may not go to production yet.")
                .contains("- [ ] DEVELOPMENT: ");
    }

    @Test
    void aReportSaysWhatBecameOfARelease() {
        JsonNode report =
                service.get("/v1/releases/" + HOTFIX + "/report", "auditor").json();
        assertThat(report.get("standing").get("version").asString()).isEqualTo("1.0.1");
        assertThat(report.get("categories").get("FIX").asInt()).isEqualTo(1);
        assertThat(report.get("standing")
                        .get("deployments")
                        .get(0)
                        .get("standing")
                        .asString())
                .isEqualTo("VERIFIED");
        assertThat(told(report)).hasSize(6).startsWith("hotfix-without-review 1.0.1 OPEN");
        String page = service.getAs("text/markdown", "/v1/releases/" + HOTFIX + "/report", "auditor")
                .text();
        assertThat(page)
                .contains("\n\\# Title. HOTFIX, DEPLOYED at ")
                .contains("## What went out\n\n- FIX: c1\n")
                .contains("- [x] A proper fix scheduled (PROPER_FIX_SCHEDULED)")
                .contains("(`no-way-back` version 1, OPEN)");
        assertThat(service.getAs("text/markdown", "/v1/releases/" + WAITING + "/report", "auditor")
                        .text())
                .contains("- FIX: \\*not\\* emphasis\n");
    }

    @Test
    void aReportOfThePastKnowsNothingThatCameLater() {
        JsonNode then = service.get("/v1/releases/" + HOTFIX + "/report?asOf=" + (verified - 1), "auditor")
                .json();
        assertThat(told(then)).hasSize(3).noneMatch(finding -> finding.startsWith("clean-up-open"));
    }

    @Test
    void aRebuildGivesTheSameFindings() throws SQLException {
        JsonNode before = findings("?limit=200");
        List<String> rows = rows();
        assertThat(rows).isNotEmpty();
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.get("/v1/admin/rebuild", "admin")
                        .json()
                        .get("state")
                        .asString()
                        .equals("DONE"));
        JsonNode after = findings("?limit=200");
        assertThat(after.get("findings")).isEqualTo(before.get("findings"));
        assertThat(after.get("incomplete").asBoolean()).isFalse();
        assertThat(rows()).isEqualTo(rows);
    }

    /** The rows of the generation that answers. */
    private static List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select f::text from " + active() + ".finding f union all"
                        + " select s::text from " + active() + ".finding_suppression s order by 1")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String active() throws SQLException {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet active =
                        statement.executeQuery("select number from query.generation where role = 'ACTIVE'")) {
            assertThat(active.next()).isTrue();
            return "query_g" + active.getInt(1);
        }
    }

    private static void altered(String change) throws SQLException {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update " + active() + "." + change))
                    .isPositive();
        }
    }

    @Test
    void findingsFromBeforeARuleJudgedAreSaidToBeMissing() throws SQLException {
        assertThat(findings("").get("incomplete").asBoolean()).isFalse();
        altered("progress set finding_since = 3");
        assertThat(findings("").get("incomplete").asBoolean()).isTrue();
        altered("progress set finding_since = 0");
        altered("finding_rule set since = since + 1 where rule = 'no-way-back'");
        assertThat(findings("?rule=no-way-back").get("incomplete").asBoolean()).isTrue();
        assertThat(findings("?rule=clean-up-open").get("incomplete").asBoolean())
                .isFalse();
        altered("finding_rule set since = since - 1 where rule = 'no-way-back'");
    }

    @Test
    void everyQueryIsDescribed() {
        JsonNode paths = service.getWith("/v3/api-docs", null).json().get("paths");
        assertThat(paths.has("/v1/findings")).isTrue();
        assertThat(paths.has("/v1/findings/rules")).isTrue();
        assertThat(paths.get("/v1/releases/{id}/readiness").toString()).contains("text/markdown", "Readiness");
        assertThat(paths.has("/v1/releases/{id}/report")).isTrue();
    }

    @Test
    void aWithdrawnSuppressionHidesNothing() {
        UUID release = id(20);
        say(release, planned("wiki", "1.0.1", ReleaseKind.HOTFIX));
        say(release, started(release, null));
        say(release, verified(release));
        UUID suppression = id(21);
        say(
                FindingEvent.stream("wiki"),
                new FindingSuppressed(
                        suppression,
                        "no-way-back",
                        ReleaseStream.name(release),
                        "deployment/" + deployment(release),
                        "It is known",
                        LEDGER.now().plus(Duration.ofDays(9))));
        long withdrawn = say(FindingEvent.stream("wiki"), new SuppressionWithdrawn(suppression, "It counts"));
        assertThat(told(findings("?product=wiki&state=SUPPRESSED&asOf=" + (withdrawn - 1) + "&after=" + withdrawn)))
                .containsExactly("no-way-back 1.0.1 SUPPRESSED");
        assertThat(told(findings("?product=wiki&state=SUPPRESSED"))).isEmpty();
        assertThat(told(findings("?product=wiki&rule=no-way-back"))).containsExactly("no-way-back 1.0.1 OPEN");
    }
}
