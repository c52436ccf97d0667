package dev.releaseledger.query.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagOutlived;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told of flags where others are told of: timelines, releases, findings; by the whole service on real servers. */
class FlagStoriesIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);

    private static final UUID RELEASE = id(1);
    private static final UUID DEPLOYMENT = id(2);
    private static final UUID ROLLBACK = id(3);
    private static final UUID INCIDENT = id(4);
    private static final UUID OTHER_RELEASE = id(5);

    /** Opens the dark deployment, and is disabled by its rollback. */
    private static final UUID PAY_LATER = TestFlags.id(1);
    /** Everybody has it for too long; it outlived its end, was archived, and code asks for it all the same. */
    private static final UUID OLD = TestFlags.id(2);
    /** No code asks for it. */
    private static final UUID UNUSED = TestFlags.id(3);
    /** Of another product, with a key that the deployment names too. */
    private static final UUID FOREIGN = TestFlags.id(4);

    private static RunningQueryService service;
    private static long planned;
    private static long defined;
    private static long linked;
    private static long opened;
    private static long unlinked;
    private static long disabled;
    private static long outlived;
    private static long lingered;
    private static long cleanedUp;
    private static long evaluated;

    private static UUID id(int n) {
        return new UUID(0x7000, 0x8000_0000_0000_00f0L + n);
    }

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        tellOfTheOldOne();
        tellOfTheUnusedOne();
        flag(FOREIGN, TestFlags.bool("search-boost", "search"));
        tellOfTheRelease();
        LEDGER.checkpoint();
        service.awaitProjected(LEDGER.size());
    }

    private static void tellOfTheOldOne() {
        flag(OLD, flagOf("old-basket", "checkout"));
        flag(OLD, new RolloutAdvanced("general", 10_000, null));
        LEDGER.timePasses(Duration.ofDays(31));
        lingered = flag(OLD, new RolloutLingered());
        outlived = flag(OLD, new FlagOutlived());
        cleanedUp = flag(OLD, new FlagCleanedUp("#412", null));
        flag(OLD, new FlagArchived("https://docs.example/old-basket", null));
        LocalDate day = today().plusDays(1);
        LEDGER.timePasses(Duration.ofDays(2));
        evaluated = flag(OLD, new FlagEvaluationsCounted(day, Map.of("on", 3L), 3));
    }

    private static void tellOfTheUnusedOne() {
        flag(UNUSED, flagOf("unused", "checkout"));
        flag(UNUSED, new RolloutAdvanced("internal", 500, null));
        LEDGER.timePasses(Duration.ofDays(1));
        for (int day = 0; day < 7; day++) {
            LocalDate counted = today();
            LEDGER.timePasses(Duration.ofDays(1));
            flag(UNUSED, new FlagEvaluationsCounted(counted, Map.of(), 0));
        }
    }

    private static void tellOfTheRelease() {
        defined = flag(PAY_LATER, TestFlags.bool("pay-later", "checkout"));
        planned = say(RELEASE, planned("checkout", "2.0.0"));
        say(OTHER_RELEASE, planned("checkout", "1.9.0"));
        say(RELEASE, new DeploymentStarted(DEPLOYMENT, "production", Strategy.FEATURE_FLAGS, null));
        say(
                RELEASE,
                new RolloutPlanned(
                        DEPLOYMENT,
                        List.of(),
                        null,
                        null,
                        Set.of("pay-later", "search-boost", "not-ours"),
                        null,
                        Baseline.UNKNOWN));
        linked = flag(PAY_LATER, new FlagLinked(RELEASE));
        opened = flag(PAY_LATER, new RolloutAdvanced("internal", 500, null));
        LEDGER.timePasses(Duration.ofMinutes(3));
        LEDGER.say(
                IncidentEvent.stream(INCIDENT),
                new IncidentOpened(
                        "checkout",
                        "production",
                        "Errors",
                        Severity.SEV2,
                        IncidentOrigin.PERSON,
                        LEDGER.now(),
                        List.of(IncidentLink.toRelease(RELEASE)),
                        1),
                LEDGER.live(Role.ON_CALL));
        say(
                RELEASE,
                new RollbackTriggered(
                        ROLLBACK,
                        DEPLOYMENT,
                        RollbackReason.CRITICAL_BUG,
                        Set.of(RollbackKind.FLAG),
                        null,
                        "it fails"));
        say(RELEASE, new RollbackStarted(ROLLBACK, DEPLOYMENT, null));
        disabled = flag(PAY_LATER, new FlagDisabled("it fails", RELEASE, ROLLBACK));
        unlinked = flag(PAY_LATER, new FlagUnlinked(RELEASE));
        flag(PAY_LATER, new FlagEnabled("for another release"));
    }

    private static Event flagOf(String key, String product) {
        return TestFlags.defined(
                key, product, FlagType.RELEASE, FlagValueType.BOOLEAN, "true", "false", today().plusDays(30));
    }

    private static LocalDate today() {
        return LEDGER.now().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static ReleasePlanned planned(String product, String version) {
        return new ReleasePlanned(
                product,
                version,
                "Pay later",
                ReleaseKind.STANDARD,
                Strategy.FEATURE_FLAGS,
                null,
                TestLedger.PLANNER,
                null,
                null,
                1);
    }

    private static long flag(UUID flag, Event event) {
        LEDGER.timePasses(Duration.ofSeconds(1));
        return LEDGER.say(FlagStream.name(flag), event, LEDGER.live(Role.RELEASE_MANAGER));
    }

    private static long say(UUID release, Event event) {
        LEDGER.timePasses(Duration.ofSeconds(1));
        return LEDGER.say(ReleaseStream.name(release), event, LEDGER.live(Role.RELEASE_MANAGER));
    }

    @AfterAll
    static void end() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static List<JsonNode> lines(String path) {
        Answer answer = service.get(path, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("lines").valueStream().toList();
    }

    private static List<String> reasons(JsonNode line) {
        return line.get("reasons")
                .valueStream()
                .map(reason -> reason.get("kind").asString())
                .toList();
    }

    private static List<Long> positions(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("position").asLong()).toList();
    }

    @Test
    void theTimelineOfAReleaseTellsOfItsFlags_fromTheLinkToItsEnd() {
        List<JsonNode> lines = lines("/v1/releases/" + RELEASE + "/timeline?kind=FLAG");
        assertThat(positions(lines)).containsExactly(linked, opened, disabled, unlinked);
        assertThat(lines.stream().map(line -> line.get("what").asString()))
                .containsExactly(
                        "flag pay-later linked to release " + RELEASE,
                        "flag pay-later opened to 5 % (internal)",
                        "flag pay-later disabled: it fails, by rollback " + ROLLBACK,
                        "flag pay-later no longer linked to release " + RELEASE);
        assertThat(lines.stream().map(FlagStoriesIT::reasons))
                .containsExactly(
                        List.of("SAME_RELEASE"),
                        List.of("LINKED_FLAG"),
                        List.of("SAME_RELEASE"),
                        List.of("SAME_RELEASE"));
        assertThat(positions(lines("/v1/releases/" + RELEASE + "/timeline?limit=1&kind=FLAG")))
                .containsExactly(linked);
        assertThat(positions(lines("/v1/releases/" + RELEASE + "/timeline?kind=FLAG&asOf=" + opened)))
                .containsExactly(linked, opened);
        assertThat(positions(lines("/v1/releases/" + RELEASE + "/timeline"))).contains(planned, opened, disabled);
        assertThat(lines("/v1/releases/" + OTHER_RELEASE + "/timeline?kind=FLAG"))
                .isEmpty();
    }

    @Test
    void theTimelineIsToldInEveryForm() {
        String path = "/v1/releases/" + RELEASE + "/timeline";
        assertThat(service.getAs("text/markdown", path, "auditor").text()).contains("pay\\-later opened to 5 %");
        assertThat(service.getAs("image/svg+xml", path, "auditor").text()).contains("flag (4)");
    }

    @Test
    void theTimelineOfAnIncidentTellsOfTheFlagsOfItsProduct_andSuspectsWhatTheyChanged() {
        String path = "/v1/incidents/" + INCIDENT + "/timeline";
        List<JsonNode> lines = lines(path + "?kind=FLAG");
        assertThat(positions(lines)).contains(opened, disabled).doesNotContain(outlived);
        JsonNode line = lines.get(positions(lines).indexOf(opened));
        assertThat(reasons(line)).containsExactly("LINKED_FLAG", "SAME_PRODUCT");
        JsonNode suspect = service.get(path, "auditor")
                .json()
                .get("inquiry")
                .get("suspects")
                .valueStream()
                .filter(each -> each.get("kind").asString().equals("FLAG"))
                .findFirst()
                .orElseThrow();
        assertThat(suspect.get("what").asString()).isEqualTo("flag pay-later opened to 5 % (internal)");
        assertThat(suspect.get("flagId").asString()).isEqualTo(PAY_LATER.toString());
        assertThat(suspect.get("introducedPosition").asLong()).isEqualTo(opened);
        JsonNode named = suspect.get("terms")
                .valueStream()
                .filter(term -> term.get("name").asString().equals("linked"))
                .findFirst()
                .orElseThrow();
        assertThat(named.get("value").asDouble()).isEqualTo(1);
    }

    private static List<JsonNode> standings(String query) {
        return service.get("/v1/releases/" + RELEASE + query, "auditor")
                .json()
                .get("deployments")
                .get(0)
                .get("rollout")
                .get("flagStandings")
                .valueStream()
                .toList();
    }

    @Test
    void aReleaseTellsHowTheFlagsStandThatOpenIt_alsoAsOfThen() {
        List<JsonNode> then = standings("?asOf=" + opened);
        assertThat(then.stream().map(each -> each.get("key").asString()))
                .containsExactly("not-ours", "pay-later", "search-boost");
        assertThat(then.stream().map(each -> each.get("known").asBoolean())).containsExactly(false, true, false);
        JsonNode flag = then.get(1);
        assertThat(flag.get("flagId").asString()).isEqualTo(PAY_LATER.toString());
        assertThat(flag.get("status").asString()).isEqualTo("ENABLED");
        assertThat(flag.get("phase").asString()).isEqualTo("internal");
        assertThat(flag.get("basisPoints").asInt()).isEqualTo(500);
        assertThat(flag.get("position").asLong()).isEqualTo(opened);
        JsonNode before = standings("?asOf=" + linked).get(1);
        assertThat(before.get("basisPoints").asInt()).isZero();
        assertThat(before.get("position").asLong()).isEqualTo(defined);
        JsonNode stopped = standings("?asOf=" + disabled).get(1);
        assertThat(stopped.get("status").asString()).isEqualTo("DISABLED");
        assertThat(stopped.get("position").asLong()).isEqualTo(disabled);
        assertThat(standings("").get(1).get("status").asString()).isEqualTo("ENABLED");
    }

    @Test
    void givenFlagsOfThisLedger_theViewHasNoTagThatWouldOutliveThem() {
        assertThat(service.get("/v1/releases/" + RELEASE, "auditor").headers().firstValue("ETag"))
                .isEmpty();
        assertThat(service.get("/v1/releases/" + OTHER_RELEASE, "auditor").header("ETag"))
                .isEqualTo("\"0\"");
    }

    private static List<JsonNode> findings(String query) {
        Answer answer = service.get("/v1/findings?" + query, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("incomplete").asBoolean()).isFalse();
        return answer.json().get("findings").valueStream().toList();
    }

    private static List<String> rules(List<JsonNode> findings) {
        return findings.stream().map(each -> each.get("rule").asString()).toList();
    }

    @Test
    void whatFlagsLeaveBehindIsFound_withItsOwnerAndItsProof() {
        assertThat(rules(findings("flag=" + OLD)))
                .containsExactlyInAnyOrder("flag-outlived", "flag-lingers", "flag-evaluated-after-archive");
        assertThat(rules(findings("flag=" + OLD + "&state=OPEN"))).containsExactly("flag-evaluated-after-archive");
        JsonNode open = findings("rule=flag-evaluated-after-archive").getFirst();
        assertThat(open.get("owner").asString()).isEqualTo(TestFlags.OWNER.toString());
        assertThat(open.get("subject").asString()).isEqualTo("flag/" + OLD);
        assertThat(open.get("product").asString()).isEqualTo("checkout");
        assertThat(open.get("version").isNull()).isTrue();
        assertThat(open.get("since").get("position").asLong()).isEqualTo(evaluated);
        JsonNode lingers = findings("rule=flag-lingers").getFirst();
        assertThat(lingers.get("since").get("position").asLong()).isEqualTo(lingered);
        assertThat(lingers.get("until").get("position").asLong()).isEqualTo(cleanedUp);
        assertThat(rules(findings("flag=" + UNUSED))).containsExactly("flag-never-evaluated");
        assertThat(findings("flag=" + UNUSED).getFirst().get("cited").size()).isEqualTo(8);
    }

    @Test
    void findingsOfFlagsAreFilteredAndToldAsOfThen() {
        assertThat(rules(findings("flag=" + OLD + "&state=OPEN&asOf=" + outlived)))
                .containsExactlyInAnyOrder("flag-outlived", "flag-lingers");
        assertThat(findings("flag=" + OLD + "&asOf=" + (lingered - 1))).isEmpty();
        assertThat(findings("owner=" + TestFlags.OWNER)).hasSize(4);
        assertThat(findings("owner=" + TestLedger.PLANNER)).isEmpty();
        assertThat(service.get("/v1/findings?flag=x&owner=y", "auditor").faultyFields())
                .containsExactlyInAnyOrder("flag", "owner");
        assertThat(service.get("/v1/findings?flag=" + OLD + "&release=" + RELEASE, "auditor")
                        .faultyFields())
                .containsExactly("flag");
        assertThat(service.get("/v1/findings?flag=" + OLD, "developer@search")
                        .json()
                        .get("findings"))
                .isEmpty();
    }

    @Test
    void aFindingOfAFlagIsSuppressedLikeOthers() {
        JsonNode finding = findings("flag=" + UNUSED).getFirst();
        long at = LEDGER.say(
                FindingEvent.stream("checkout"),
                new FindingSuppressed(
                        id(9),
                        "flag-never-evaluated",
                        "flag/" + UNUSED,
                        finding.get("key").asString(),
                        "Its code comes next week",
                        LEDGER.now().plus(Duration.ofDays(9))),
                LEDGER.live(Role.RELEASE_MANAGER));
        service.awaitProjected(LEDGER.size());
        assertThat(findings("state=SUPPRESSED&after=" + at).getFirst().get("id").asString())
                .isEqualTo(finding.get("id").asString());
        assertThat(findings("flag=" + UNUSED + "&state=OPEN")).isEmpty();
    }

    @Test
    void everyRuleSaysWhatProvesIt() {
        assertThat(service.get("/v1/findings/rules", "auditor").text())
                .contains("flag-outlived", "flag-lingers", "flag-never-evaluated", "flag-evaluated-after-archive");
    }

    @Test
    void aRebuildTellsTheSame() {
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.get("/v1/admin/rebuild", "admin")
                        .json()
                        .get("state")
                        .asString()
                        .equals("DONE"));
        JsonNode tables = service.get("/v1/admin/rebuild", "admin")
                .json()
                .get("comparison")
                .get("tables");
        assertThat(tables.valueStream().filter(table -> !table.get("equal").asBoolean()))
                .isEmpty();
        assertThat(tables.valueStream()
                        .filter(table -> table.get("rows").asLong() > 0)
                        .map(table -> table.get("table").asString()))
                .contains("finding", "flag", "story", "story_release");
    }
}
