package dev.releaseledger.query.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is answered about releases, by the whole service on real servers. */
class ReleaseQueriesIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID CHECKOUT = UUID.fromString("00000000-0000-7000-8000-00000000c0c0");
    private static final UUID PAYMENTS = UUID.fromString("00000000-0000-7000-8000-0000000000aa");
    private static final UUID OLD = UUID.fromString("00000000-0000-7000-8000-000000002019");
    private static final UUID RECEIVER = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final UUID DEPLOYMENT = UUID.fromString("00000000-0000-7000-8000-0000000000d1");
    private static final UUID ROLLBACK = UUID.fromString("00000000-0000-7000-8000-0000000000e1");
    private static final Instant CLAIMED = Instant.parse("2019-03-01T10:00:00Z");
    private static final int MANY = 7;

    private static RunningQueryService service;
    private static long plannedAt;
    private static long approvedAt;
    private static Instant beforeApproval;
    private static String checkpoint;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        plannedAt = say(CHECKOUT, planned("checkout", "2.5.0", ReleaseKind.STANDARD), Role.RELEASE_MANAGER);
        say(CHECKOUT, change("c1"), Role.CI);
        say(
                CHECKOUT,
                new EvidenceRecorded(
                        Stage.DEVELOPMENT, "unit-tests", Outcome.PASSED, "ci", "https://ci.example/1", null, Map.of()),
                Role.CI);
        say(CHECKOUT, new ItemTicked("rollback-plan-documented", "see runbook"), Role.RELEASE_MANAGER);
        beforeApproval = LEDGER.now();
        approvedAt = say(
                CHECKOUT, new StageApproved(Stage.DEVELOPMENT, "sha256:" + "0".repeat(64), null), Role.RELEASE_MANAGER);
        say(
                CHECKOUT,
                new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, TestLedger.PLANNER, RECEIVER),
                Role.RELEASE_MANAGER);
        say(CHECKOUT, new DeploymentStarted(DEPLOYMENT, "production", Strategy.BIG_BANG, null), Role.CI);
        say(CHECKOUT, new DeploymentVerified(DEPLOYMENT, "smoke", null, null, null), Role.CI);
        say(
                CHECKOUT,
                new RollbackTriggered(
                        ROLLBACK,
                        DEPLOYMENT,
                        RollbackReason.ERROR_RATE,
                        Set.of(RollbackKind.CODE),
                        "2.4.0",
                        "errors everywhere"),
                Role.ON_CALL);
        say(CHECKOUT, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null), Role.ON_CALL);
        say(PAYMENTS, planned("payments", "1.0.0", ReleaseKind.HOTFIX), Role.RELEASE_MANAGER);
        LEDGER.say(ReleaseStream.name(OLD), planned("legacy", "0.9.0", ReleaseKind.STANDARD), LEDGER.claimed(CLAIMED));
        LEDGER.say(
                ReleaseStream.name(OLD),
                new StageApprovalReconstructed(Stage.DEVELOPMENT, "sha256:" + "1".repeat(64), RECEIVER, "from the tag"),
                LEDGER.claimed(CLAIMED.plus(10, ChronoUnit.DAYS)));
        LEDGER.say(
                "refusal/" + ReleaseStream.name(CHECKOUT),
                new CommandRefused(
                        "ApproveStage",
                        ReleaseStream.name(CHECKOUT),
                        4,
                        1,
                        List.of(new CommandRefused.Refused("ApproverIsNotTheAuthor", "the author asked")),
                        List.of()),
                LEDGER.live(Role.MANAGER));
        for (int n = 0; n < MANY; n++) {
            LEDGER.say(
                    ReleaseStream.name(new UUID(7, n)),
                    planned("many", "1." + n, ReleaseKind.STANDARD),
                    LEDGER.live(Role.RELEASE_MANAGER));
        }
        checkpoint = LEDGER.checkpoint();
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static long say(UUID release, Event event, Role role) {
        LEDGER.timePasses(Duration.ofMinutes(1));
        return LEDGER.say(ReleaseStream.name(release), event, LEDGER.live(role));
    }

    private static ReleasePlanned planned(String product, String version, ReleaseKind kind) {
        return new ReleasePlanned(
                product, version, "The " + product, kind, Strategy.CANARY, null, TestLedger.PLANNER, null, null, 1);
    }

    private static ChangeAdded change(String id) {
        return new ChangeAdded(
                id, ChangeCategory.FIX, "Mends it", "#12", TestLedger.PLANNER, "abc", null, List.of(RECEIVER));
    }

    private static Answer release(UUID id, String query, String... roles) {
        return service.get("/v1/releases/" + id + query, roles);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.get(field).asString()));
        return texts;
    }

    private static JsonNode named(JsonNode array, String field, String value) {
        for (JsonNode each : array) {
            if (each.get(field).asString().equals(value)) {
                return each;
            }
        }
        throw new AssertionError("no " + value + " in " + array);
    }

    @Test
    void aHotfixShowsItsPhasesAgainstTheClock_andWhatIsToBeCleanedUp() {
        JsonNode hotfix = release(PAYMENTS, "", "auditor").json().get("hotfix");
        JsonNode triage = named(hotfix.get("phases"), "phase", "TRIAGE");
        assertThat(triage.get("budget").asString()).isEqualTo("PT15M");
        assertThat(triage.path("endedAt").isString()).isFalse();
        assertThat(triage.get("overrun").booleanValue()).isFalse();
        assertThat(texts(hotfix.get("obligations"), "id"))
                .containsExactly("MERGED_BACK", "INCIDENT_LOGGED", "PROPER_FIX_SCHEDULED");
        assertThat(texts(hotfix.get("obligations"), "met")).containsOnly("false");
        assertThat(release(CHECKOUT, "", "auditor").json().path("hotfix").isObject())
                .isFalse();
    }

    @Test
    void theViewShowsHowTheReleaseStandsAndWhatIsMissing() {
        Answer answer = release(CHECKOUT, "", "developer@checkout");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"9\"");
        JsonNode view = answer.json();
        assertThat(view.get("version").asString()).isEqualTo("2.5.0");
        assertThat(view.get("stage").asString()).isEqualTo("QA");
        assertThat(view.get("status").asString()).isEqualTo("DEPLOYED");
        assertThat(view.get("holder").asString()).isEqualTo(RECEIVER.toString());
        assertThat(view.get("changes")).hasSize(1);
        assertThat(view.get("incomplete").booleanValue()).isFalse();
        JsonNode development = named(view.get("stages"), "stage", "DEVELOPMENT");
        assertThat(development.get("gate").asString()).isEqualTo("OPEN");
        JsonNode unitTests = named(development.get("criteria"), "id", "unit-tests");
        assertThat(unitTests.get("shown").booleanValue()).isTrue();
        assertThat(named(view.get("stages"), "stage", "QA").get("gate").asString())
                .isEqualTo("SHUT");
        assertThat(view.get("deployments").get(0).get("standing").asString()).isEqualTo("VERIFIED");
        JsonNode rollback = view.get("rollbacks").get(0);
        assertThat(rollback.get("missing").get(0).asString()).isEqualTo("manager");
        assertThat(view.get("ending").isNull()).isTrue();
    }

    @Test
    void theDigestOfTheChangesStaysThroughEvidenceAndMovesWithAChange() {
        String atTheChange = changesDigest("?asOf=" + (plannedAt + 1));
        assertThat(atTheChange).matches("sha256:[0-9a-f]{64}");
        assertThat(changesDigest("")).isEqualTo(atTheChange);
        assertThat(changesDigest("?asOf=" + plannedAt)).isNotEqualTo(atTheChange);
    }

    private static String changesDigest(String query) {
        return release(CHECKOUT, query, "ci@checkout")
                .json()
                .get("changesDigest")
                .asString();
    }

    @Test
    void aWaiverThatWasProposedBeforeTheContentChangedLeavesItsItemOpen() {
        UUID id = UUID.randomUUID();
        say(id, planned("waivers", "1.0.0", ReleaseKind.STANDARD), Role.RELEASE_MANAGER);
        long proposed =
                say(id, new ItemWaiverProposed("rollback-plan-documented", "none is needed"), Role.RELEASE_MANAGER);
        long changed = say(id, change("c1"), Role.CI);

        assertThat(rollbackPlan(id, proposed)).isEqualTo("WAIVER_PROPOSED");
        assertThat(rollbackPlan(id, changed)).isEqualTo("OUTDATED");
    }

    private static String rollbackPlan(UUID id, long at) {
        JsonNode view = release(id, "?after=" + at + "&asOf=" + at, "auditor").json();
        return named(view.get("checklists").get(0).get("items"), "id", "rollback-plan-documented")
                .get("state")
                .asString();
    }

    @Test
    void asOfAPositionTheReleaseIsAsItWasThen() {
        JsonNode then =
                release(CHECKOUT, "?asOf=" + (approvedAt - 1), "auditor").json();
        assertThat(then.get("stage").asString()).isEqualTo("DEVELOPMENT");
        assertThat(then.get("deployments")).isEmpty();
        JsonNode after = release(CHECKOUT, "?asOf=" + approvedAt, "auditor").json();
        assertThat(after.get("stage").asString()).isEqualTo("QA");
        JsonNode atPlanning = release(CHECKOUT, "?asOf=" + plannedAt, "auditor").json();
        assertThat(atPlanning.get("sequence").asInt()).isZero();
        assertThat(release(PAYMENTS, "?asOf=" + approvedAt, "auditor").status()).isEqualTo(404);
    }

    @Test
    void asOfATimeItIsAsItWasRecordedByThen() {
        JsonNode then = release(CHECKOUT, "?asOf=" + beforeApproval, "auditor").json();
        assertThat(then.get("stage").asString()).isEqualTo("DEVELOPMENT");
        assertThat(then.get("sequence").asInt()).isEqualTo(3);
        assertThat(release(CHECKOUT, "?asOf=2025-12-31T23:59:59Z", "auditor").status())
                .isEqualTo(404);
    }

    @Test
    void byTheClaimedClockBackfilledHistoryIsWhereItHappened() {
        String nextDay = "?asOf=2019-03-02T00:00:00Z";
        assertThat(release(OLD, nextDay, "auditor").status()).isEqualTo(404);
        JsonNode then = release(OLD, nextDay + "&clock=claimed", "auditor").json();
        assertThat(then.get("plannedAt").asString()).isEqualTo(CLAIMED.toString());
        assertThat(then.get("stage").asString()).isEqualTo("DEVELOPMENT");
        JsonNode later = release(OLD, "?asOf=2019-04-01T00:00:00Z&clock=claimed", "auditor")
                .json();
        assertThat(named(later.get("stages"), "stage", "DEVELOPMENT")
                        .get("gate")
                        .asString())
                .isEqualTo("RECONSTRUCTED");
        assertThat(later.get("backfilled").booleanValue()).isTrue();
    }

    @Test
    void aQueryWaitsForThePositionThatACommandAnswered() {
        UUID id = UUID.randomUUID();
        long position = LEDGER.size();
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> release(id, "?after=" + position, "auditor"));
        say(id, planned("later", "1.0.0", ReleaseKind.STANDARD), Role.RELEASE_MANAGER);
        assertThat(waiting.join().status()).isEqualTo(200);
    }

    @Test
    void aPositionThatDoesNotComeIsNotWaitedForForEver() {
        Answer answer = release(CHECKOUT, "?after=1000000", "auditor");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.json().get("projected").asLong()).isGreaterThanOrEqualTo(approvedAt);
    }

    @Test
    void pagesOverEqualTimesShowEveryReleaseOnce() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = service.get("/v1/releases?product=many&limit=3" + cursor, "auditor")
                    .json();
            seen.addAll(texts(page.get("releases"), "version"));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(MANY).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "kind=HOTFIX, payments",
        "stage=QA&from=2020-01-01T00:00:00Z, checkout",
        "status=DEPLOYED, checkout",
        "from=2019-03-01T10:00:00Z&to=2019-03-01T10:00:00.000001Z, legacy",
        "to=2019-12-31T00:00:00%2B02:00, legacy",
        "product=payments&strategy=CANARY, payments"
    })
    void filtersSelect(String filter, String product) {
        JsonNode page = service.get("/v1/releases?" + filter, "auditor").json();
        assertThat(texts(page.get("releases"), "product")).containsExactly(product);
    }

    @Test
    void aReaderOfOneProductSeesThatOneAlone() {
        JsonNode page =
                service.get("/v1/releases", "qa-lead@checkout", "ci@payments").json();
        assertThat(texts(page.get("releases"), "product")).containsExactlyInAnyOrder("checkout", "payments");
        assertThat(release(PAYMENTS, "", "qa-lead@checkout").status()).isEqualTo(403);
        assertThat(release(PAYMENTS, "/history", "qa-lead@checkout").status()).isEqualTo(403);
        assertThat(service.get("/v1/releases?product=payments", "qa-lead@checkout")
                        .status())
                .isEqualTo(403);
        assertThat(service.get("/v1/releases").status()).isEqualTo(403);
        assertThat(release(CHECKOUT, "", "stranger").status()).isEqualTo(403);
    }

    @Test
    void theHistoryHasTheEntriesAsRecordedAndTheStatesThatTheyLedTo() {
        JsonNode first = release(CHECKOUT, "/history?limit=4", "developer").json();
        assertThat(first.get("entries")).hasSize(4);
        assertThat(first.get("entries").get(0).get("entry").get("type").asString())
                .isEqualTo("dev.releaseledger.release.release-planned.v1");
        assertThat(first.get("entries").get(0).has("state")).isFalse();
        assertThat(first.get("next").asInt()).isEqualTo(3);
        JsonNode second = release(CHECKOUT, "/history?after=3&limit=200&states=true", "developer")
                .json();
        assertThat(second.get("entries")).hasSize(6);
        assertThat(second.get("next").isNull()).isTrue();
        JsonNode approval = second.get("entries").get(0);
        assertThat(approval.get("entry").get("position").asLong()).isEqualTo(approvedAt);
        assertThat(approval.get("state").get("stage").asString()).isEqualTo("QA");
        assertThat(approval.get("state").get("deployments")).isEmpty();
        assertThat(second.get("entries").get(5).get("state").get("rollbacks")).hasSize(1);
    }

    @Test
    void theHistoryTellsWhatEachEntryChanged_upToAPositionOrATimeOfEitherClock() {
        JsonNode all = release(CHECKOUT, "/history?limit=200&differences=true", "developer")
                .json()
                .get("entries");
        assertThat(all.get(0).get("differences").get(0).get("path").asString()).isEmpty();
        assertThat(all.get(0).get("differences").get(0).get("before").isNull()).isTrue();
        assertThat(all.get(0).has("state")).isFalse();
        JsonNode approval = all.get(4);
        assertThat(approval.get("differences").findValuesAsString("path")).contains("/stage", "/stages/0/gate");
        assertThat(release(CHECKOUT, "/history?after=3&limit=1&differences=true", "developer")
                        .json()
                        .get("entries")
                        .get(0))
                .describedAs("a page begins with the state before it")
                .isEqualTo(approval);
        JsonNode upTo = release(CHECKOUT, "/history?limit=200&to=" + approvedAt, "developer")
                .json();
        assertThat(upTo.get("entries")).hasSize(5);
        assertThat(upTo.get("next").isNull()).isTrue();
        String recorded = approval.get("entry").get("time").asString();
        assertThat(release(CHECKOUT, "/history?limit=200&to=" + recorded, "developer")
                        .json())
                .isEqualTo(upTo);
        assertThat(release(
                                OLD,
                                "/history?to=" + CLAIMED.plus(1, ChronoUnit.DAYS) + "&clock=claimed&states=true",
                                "developer")
                        .json()
                        .get("entries"))
                .hasSize(1);
        assertThat(release(OLD, "/history?to=" + CLAIMED.plus(10, ChronoUnit.DAYS) + "&clock=claimed", "developer")
                        .json()
                        .get("entries"))
                .hasSize(2);
        assertThat(release(OLD, "/history?to=" + CLAIMED.plus(10, ChronoUnit.DAYS), "developer")
                        .json()
                        .get("entries"))
                .isEmpty();
        assertThat(release(CHECKOUT, "/history?to=99999999", "developer").faultyFields())
                .containsExactly("to");
        assertThat(release(CHECKOUT, "/history?to=3&clock=claimed&differences=maybe", "developer")
                        .faultyFields())
                .containsExactlyInAnyOrder("clock", "differences");
    }

    @Test
    void refusalsAreForAuditorsAndAdminsAlone() {
        JsonNode refusals = release(CHECKOUT, "/refusals", "auditor").json();
        JsonNode refused = refusals.get("entries").get(0).get("entry").get("data");
        assertThat(refused.get("violations").get(0).get("rule").asString()).isEqualTo("ApproverIsNotTheAuthor");
        assertThat(release(CHECKOUT, "/refusals", "auditor@checkout").status()).isEqualTo(200);
        assertThat(release(CHECKOUT, "/refusals", "auditor@payments").status()).isEqualTo(403);
        assertThat(release(CHECKOUT, "/refusals", "release-manager", "manager").status())
                .isEqualTo(403);
        assertThat(release(UUID.randomUUID(), "/refusals", "auditor").status()).isEqualTo(404);
    }

    @Test
    void theRawEntriesAreByteForByteThoseOfTheLedger() {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] entry : LEDGER.entries().subList(3, 14)) {
            expected.writeBytes(entry);
            expected.write('\n');
        }
        Answer answer = service.get("/v1/entries?after=2&limit=11", "auditor");
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.bytes()).isEqualTo(expected.toByteArray());
        assertThat(service.get("/v1/entries?after=999999", "admin").bytes()).isEmpty();
        assertThat(service.get("/v1/entries", "release-manager").status()).isEqualTo(403);
        assertThat(service.get("/v1/entries", "auditor@checkout").status()).isEqualTo(403);
    }

    @Test
    void theCheckpointAndTheKeysArePublic() {
        assertThat(service.getWith("/ledger/keys", null).text())
                .isEqualTo(LEDGER.key().format() + "\n");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                service.getWith("/ledger/checkpoint", null).text())
                        .isEqualTo(checkpoint));
        assertThat(service.getWith("/actuator/health", null).text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(service.getWith("/v3/api-docs", null).json().get("openapi").asString())
                .startsWith("3.1");
        assertThat(service.getWith("/swagger-ui/index.html", null).status()).isEqualTo(200);
        assertThat(service.getWith("/", null).status()).isEqualTo(200);
    }

    @Test
    void nothingElseAnswersWithoutAGoodToken() {
        List<String> bad = new ArrayList<>();
        bad.add(null);
        bad.add("nonsense");
        bad.add(ISSUER.unsignedToken("somebody", "admin"));
        bad.add(ISSUER.forgedToken("somebody", "admin"));
        bad.add(ISSUER.token(claims -> claims.claim("roles", List.of("admin")).issuer("https://elsewhere.example")));
        bad.add(ISSUER.token(claims -> claims.claim("roles", List.of("admin")).audience("another")));
        bad.add(ISSUER.token(claims -> claims.claim("roles", List.of("admin")).expirationTime(null)));
        bad.add(ISSUER.token(claims -> claims.claim("roles", List.of("admin"))
                .expirationTime(Date.from(Instant.now().minus(1, ChronoUnit.HOURS)))));
        for (String token : bad) {
            for (String path :
                    List.of("/v1/releases", "/v1/entries", "/v1/admin/rebuild", "/actuator/metrics", "/none")) {
                Answer answer = service.getWith(path, token);
                assertThat(answer.status()).as("%s with %s", path, token).isEqualTo(401);
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                assertThat(answer.json().get("type").asString()).endsWith("/unauthorized");
            }
        }
    }

    @Test
    void metricsAreForAdminsAlone() {
        assertThat(service.get("/actuator/metrics", "auditor").status()).isEqualTo(403);
        assertThat(service.get("/actuator/metrics", "admin@checkout").status()).isEqualTo(403);
        assertThat(service.get("/actuator/metrics", "admin").status()).isEqualTo(200);
        assertThat(service.get("/actuator/env", "admin").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/releases?limit=0",
                "/v1/releases?limit=-1",
                "/v1/releases?limit=201",
                "/v1/releases?limit=99999999999999999999",
                "/v1/releases?limit=ten",
                "/v1/releases?limit=1&limit=2",
                "/v1/releases?kind=standard",
                "/v1/releases?status=",
                "/v1/releases?stage=NOWHERE",
                "/v1/releases?from=yesterday",
                "/v1/releases?from=2026-01-01",
                "/v1/releases?to=%2B999999999-12-31T23:59:59Z",
                "/v1/releases?product=a%00b",
                "/v1/releases?product=",
                "/v1/releases?prodcut=checkout",
                "/v1/releases?cursor=forged",
                "/v1/releases?cursor=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/v1/releases/none",
                "/v1/releases/1-1-1-1-1",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?asOf=-1",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?asOf=1000000",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?asOf=2999-01-01T00:00:00Z",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?clock=claimed",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?asOf=3&clock=claimed",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?asOf=2026-01-01T00:00:00Z&clock=mine",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0?after=-1",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0/history?after=-2",
                "/v1/releases/00000000-0000-7000-8000-00000000c0c0/history?states=yes",
                "/v1/entries?limit=100001",
                "/v1/entries?after=x"
            })
    void whatCannotBeMeantIsRefusedWithAReason(String path) {
        Answer answer = service.get(path, "admin");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("faults").get(0).get("expected").asString())
                .isNotEmpty();
        assertThat(answer.text()).doesNotContain("Exception", "select ", "org.", "tools.jackson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/releases?product=%zz", "/v1/releases?product=%ff", "/v1/releases?a={}", "/v1/../../x"})
    void whatIsNoAddressIsRefusedBeforeAnythingIsAsked(String target) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            String request =
                    "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + ISSUER.token("somebody", "auditor") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
            assertThat(answer).doesNotContain("Exception", "Apache", "org.");
        }
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Answer answer = service.get("/v1/releases?limit=0&kind=BIG&colour=red&cursor=x", "auditor");
        assertThat(answer.faultyFields()).containsExactlyInAnyOrder("limit", "kind", "colour", "cursor");
    }

    @Test
    void aCursorOfOneListIsGoodForThatListAndCannotBeChanged() {
        String next = service.get("/v1/releases?product=many&limit=2", "auditor")
                .json()
                .get("next")
                .asString();
        char[] changed = next.toCharArray();
        changed[5] = changed[5] == 'A' ? 'B' : 'A';
        assertThat(service.get("/v1/releases?cursor=" + new String(changed), "auditor")
                        .status())
                .isEqualTo(400);
        assertThat(service.get("/v1/releases?product=many&limit=2&cursor=" + next, "auditor")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        assertThat(release(UUID.randomUUID(), "", "auditor").status()).isEqualTo(404);
        assertThat(service.get("/v1/nothing", "auditor").header("Content-Type")).startsWith("application/problem+json");
        assertThat(service.post("/v1/releases", "auditor").status()).isEqualTo(405);
        assertThat(new String(service.get("/v1/nothing", "auditor").bytes(), UTF_8))
                .doesNotContain("Exception");
    }
}
