package dev.releaseledger.query.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.ActionItemDone;
import dev.releaseledger.events.incident.ActionItemOverdue;
import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.ImpactStated;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.IncidentRole;
import dev.releaseledger.events.incident.IncidentRoleAssigned;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.PostMortemPublished;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.incident.SeverityChanged;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** The incident log, by the whole service on real servers. */
class IncidentsIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);

    private static final UUID RELEASE = UUID.fromString("00000000-0000-7000-8000-00000000c0c0");
    private static final UUID DEPLOYMENT = UUID.fromString("00000000-0000-7000-8000-0000000000d1");
    private static final UUID ROLLBACK = UUID.fromString("00000000-0000-7000-8000-0000000000e1");
    private static final UUID COMMANDER = UUID.fromString("00000000-0000-7000-8000-0000000000b1");
    private static final UUID RESPONDER = UUID.fromString("00000000-0000-7000-8000-0000000000b2");
    private static final UUID FIRST_ENTRY = UUID.fromString("00000000-0000-7000-8000-0000000000f1");
    private static final UUID CORRECTION = UUID.fromString("00000000-0000-7000-8000-0000000000f2");
    private static final UUID ITEM = UUID.fromString("00000000-0000-7000-8000-0000000000a1");
    private static final UUID DONE_ITEM = UUID.fromString("00000000-0000-7000-8000-0000000000a2");

    /** Resolved, with everything but what it obliges to. */
    private static final UUID OUTAGE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    /** Merged into the outage. */
    private static final UUID TWIN = UUID.fromString("00000000-0000-7000-8000-000000000002");
    /** Open, of another product. */
    private static final UUID SLOW = UUID.fromString("00000000-0000-7000-8000-000000000003");
    /** Closed, told after the fact. */
    private static final UUID OLD = UUID.fromString("00000000-0000-7000-8000-000000000004");
    /** With an entry that nobody understands. */
    private static final UUID DOUBTFUL = UUID.fromString("00000000-0000-7000-8000-000000000005");

    private static final Instant CLAIMED = Instant.parse("2019-03-01T10:00:00Z");
    private static final String POST_MORTEM =
            "# What we learnt\n\nThe *pool* was too small. <script>alert(1)</script> [x](javascript:alert(1))\n";

    private static RunningQueryService service;
    private static long openedAt;
    private static Instant beforeResolving;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        LEDGER.say(
                ReleaseStream.name(RELEASE),
                new ReleasePlanned(
                        "checkout",
                        "2.5.0",
                        "A release",
                        ReleaseKind.STANDARD,
                        Strategy.CANARY,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1),
                LEDGER.live(Role.RELEASE_MANAGER));
        beforeResolving = outage();
        twin();
        say(
                SLOW,
                new IncidentOpened(
                        "search",
                        null,
                        "Search answers slowly",
                        Severity.SEV3,
                        IncidentOrigin.ALERT,
                        Instant.parse("2025-12-30T23:30:00Z"),
                        List.of(IncidentLink.toAlert(
                                new IncidentLink.Alert("SlowSearch", "f00", Instant.parse("2025-12-30T23:29:00Z")))),
                        1));
        say(SLOW, new IncidentLinked(IncidentLink.toRelease(RELEASE)));
        old();
        say(DOUBTFUL, opened("checkout", "Payments fail for nobody knows whom", Severity.SEV4, "2025-12-29T00:00:00Z"));
        LEDGER.keep(ofUnknownType(DOUBTFUL));
        LEDGER.publish((int) LEDGER.size() - 1, (int) LEDGER.size());
        LEDGER.checkpoint();
        service.awaitProjected(LEDGER.size());
    }

    /** @return a moment before it was resolved */
    private static Instant outage() {
        openedAt = say(
                OUTAGE,
                new IncidentOpened(
                        "checkout",
                        "production",
                        "Checkout is down for everybody",
                        Severity.SEV2,
                        IncidentOrigin.ROLLBACK,
                        Instant.parse("2025-12-31T12:00:00Z"),
                        List.of(
                                IncidentLink.toDeployment(RELEASE, DEPLOYMENT),
                                IncidentLink.toRollback(RELEASE, DEPLOYMENT, ROLLBACK)),
                        1));
        say(OUTAGE, new IncidentAcknowledged());
        say(OUTAGE, new SeverityChanged(Severity.SEV1, "Nobody can pay"));
        say(OUTAGE, new IncidentRoleAssigned(IncidentRole.COMMANDER, COMMANDER));
        say(OUTAGE, new IncidentRoleAssigned(IncidentRole.RESPONDER, RESPONDER));
        say(OUTAGE, new ImpactStated("No order was taken in Europe", Instant.parse("2025-12-31T11:58:00Z"), null));
        say(OUTAGE, new LogEntryWritten(FIRST_ENTRY, "Connections ran out at 11:50", null, null, List.of(openedAt)));
        say(
                OUTAGE,
                new LogEntryWritten(
                        CORRECTION,
                        "Not at 11:50 but at 11:58",
                        Instant.parse("2025-12-31T11:58:00Z"),
                        FIRST_ENTRY,
                        List.of()));
        say(OUTAGE, new ActionItemAdded(ITEM, "Alarm on the pool", RESPONDER, LocalDate.parse("2026-01-01")));
        say(OUTAGE, new ActionItemAdded(DONE_ITEM, "Restart it", RESPONDER, LocalDate.parse("2026-02-01")));
        say(OUTAGE, new ActionItemDone(DONE_ITEM, null, null));
        LEDGER.timePasses(Duration.ofDays(2));
        say(OUTAGE, new ActionItemOverdue(ITEM, LocalDate.parse("2026-01-01")));
        say(OUTAGE, new IncidentMitigated("Taken back", Instant.parse("2025-12-31T13:00:00Z")));
        Instant beforeResolving = LEDGER.now();
        LEDGER.timePasses(Duration.ofSeconds(1));
        say(OUTAGE, new IncidentResolved("A larger pool", Instant.parse("2025-12-31T14:00:00Z")));
        say(
                OUTAGE,
                new RootCauseStated(
                        "The connection pool was exhausted by retries",
                        CauseCategory.CAPACITY,
                        List.of("no backoff"),
                        List.of(openedAt)));
        return beforeResolving;
    }

    private static void twin() {
        say(TWIN, opened("checkout", "Paying hangs", Severity.SEV2, "2025-12-31T12:01:00Z"));
        say(TWIN, new IncidentMerged(OUTAGE, "the same pool"));
        say(OUTAGE, new DuplicateTaken(TWIN, "checkout", List.of(), "the same pool"));
    }

    private static void old() {
        LEDGER.say(
                IncidentStream.name(OLD),
                new IncidentOpened(
                        "legacy",
                        "staging",
                        "Certificate expired",
                        Severity.SEV1,
                        IncidentOrigin.PERSON,
                        CLAIMED.minusSeconds(60),
                        List.of(),
                        1),
                LEDGER.claimed(CLAIMED));
        for (IncidentEvent event : List.of(
                new IncidentResolved("Renewed", CLAIMED),
                new RootCauseStated("Nobody renewed it", CauseCategory.CERTIFICATE, List.of(), List.of()),
                new PostMortemPublished(POST_MORTEM, TextDigest.of(POST_MORTEM)),
                new IncidentClosed(null))) {
            LEDGER.say(IncidentStream.name(OLD), event, LEDGER.claimed(CLAIMED.plus(Duration.ofDays(10))));
        }
    }

    private static IncidentOpened opened(String product, String title, Severity severity, String detectedAt) {
        return new IncidentOpened(
                product, "production", title, severity, IncidentOrigin.PERSON, Instant.parse(detectedAt), List.of(), 1);
    }

    private static long say(UUID id, IncidentEvent event) {
        return LEDGER.say(IncidentStream.name(id), event, LEDGER.live(Role.ON_CALL));
    }

    /** What a later version may say, as an entry of this one's ledger. */
    private static byte[] ofUnknownType(UUID id) {
        byte[] known = TestLedger.sealed(
                IncidentStream.name(id),
                new IncidentAcknowledged(),
                LEDGER.live(Role.ON_CALL),
                LEDGER.size(),
                1,
                LEDGER.now());
        return new String(known, StandardCharsets.UTF_8)
                .replace("incident.acknowledged.v1", "incident.dreamt-of.v1")
                .replace("incident/acknowledged.v1", "incident/dreamt-of.v1")
                .getBytes(StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    @Test
    void theListHasEveryIncidentTheNewestNoticedFirst() {
        JsonNode page = service.get("/v1/incidents", "auditor").json();

        assertThat(ids(page)).containsExactly(TWIN, OUTAGE, SLOW, DOUBTFUL, OLD);
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("incomplete").booleanValue()).isFalse();
        JsonNode outage = page.get("incidents").get(1);
        assertThat(outage.get("severity").stringValue()).isEqualTo("SEV1");
        assertThat(outage.get("status").stringValue()).isEqualTo("RESOLVED");
        assertThat(outage.get("open").booleanValue()).isFalse();
        assertThat(outage.get("cause").stringValue()).isEqualTo("CAPACITY");
        assertThat(outage.get("commander").stringValue()).isEqualTo(COMMANDER.toString());
        assertThat(outage.get("logEntries").intValue()).isEqualTo(2);
        assertThat(outage.get("actionItems").intValue()).isEqualTo(2);
        assertThat(outage.get("openActionItems").intValue()).isEqualTo(1);
        assertThat(outage.get("overdueActionItems").intValue()).isEqualTo(1);
        assertThat(outage.get("snippet").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            product=search                       | SLOW
            product=unheard-of                   |
            environment=staging                  | OLD
            severity=SEV1                        | OUTAGE OLD
            severity=SEV2                        | TWIN
            status=MERGED                        | TWIN
            status=RESOLVED                      | OUTAGE
            cause=CERTIFICATE                    | OLD
            cause=CHANGE                         |
            origin=ALERT                         | SLOW
            open=true                            | SLOW DOUBTFUL
            open=false                           | TWIN OUTAGE OLD
            overdue=true                         | OUTAGE
            overdue=false                        | TWIN SLOW DOUBTFUL OLD
            release=00000000-0000-7000-8000-00000000c0c0 | OUTAGE SLOW
            release=00000000-0000-7000-8000-00000000dead |
            from=2025-12-31T12:00:00Z            | TWIN OUTAGE
            to=2025-12-31T12:00:00Z              | SLOW DOUBTFUL OLD
            from=2025-12-31T00:15:00%2B01:00&to=2025-12-31T01:00:00%2B01:00 | SLOW
            product=checkout&severity=SEV1&status=RESOLVED&open=false&overdue=true&cause=CAPACITY | OUTAGE
            """)
    void eachFilterLeavesWhatItSays(String filter, String expected) {
        JsonNode page = service.get("/v1/incidents?" + filter, "auditor").json();

        assertThat(ids(page)).containsExactlyElementsOf(named(expected));
    }

    private static List<UUID> named(String names) {
        List<UUID> ids = new ArrayList<>();
        for (String name : names == null ? new String[0] : names.split(" ")) {
            ids.add(
                    switch (name) {
                        case "OUTAGE" -> OUTAGE;
                        case "TWIN" -> TWIN;
                        case "SLOW" -> SLOW;
                        case "OLD" -> OLD;
                        case "DOUBTFUL" -> DOUBTFUL;
                        default -> throw new IllegalArgumentException(name);
                    });
        }
        return ids;
    }

    @Test
    void givenFaultyParameters_everyOneIsNamedAtOnce() {
        Answer faulty = service.get(
                "/v1/incidents?severity=HIGH&status=DONE&cause=ME&origin=X&release=1&open=yes&overdue=no"
                        + "&from=now&to=then&q=%00&sort=best&limit=201&cursor=AAAA&since=now&product=a&product=b",
                "auditor");

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faultyFields())
                .containsExactlyInAnyOrder(
                        "severity",
                        "status",
                        "cause",
                        "origin",
                        "release",
                        "open",
                        "overdue",
                        "from",
                        "to",
                        "q",
                        "sort",
                        "limit",
                        "cursor",
                        "since",
                        "product");
    }

    @Test
    void givenParametersThatContradictEachOther_everyContradictionIsNamedAtOnce() {
        Answer faulty = service.get(
                "/v1/incidents?sort=rank&from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z&open=true&status=CLOSED",
                "auditor");

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faultyFields()).containsExactlyInAnyOrder("sort", "to", "status");
    }

    @Test
    void givenACursorOfAnotherOrder_itIsRefused() {
        String cursor = service.get("/v1/incidents?limit=1", "auditor")
                .json()
                .get("next")
                .stringValue();

        Answer faulty = service.get("/v1/incidents?q=down&cursor=" + cursor, "auditor");

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faultyFields()).containsExactly("cursor");
    }

    @Test
    void givenARoleForOneProduct_theIncidentsOfOthersStayHidden() {
        assertThat(ids(service.get("/v1/incidents", "developer@search").json())).containsExactly(SLOW);
        assertThat(service.get("/v1/incidents?product=checkout", "developer@search")
                        .status())
                .isEqualTo(403);
        assertThat(service.get("/v1/incidents/" + OUTAGE, "developer@search").status())
                .isEqualTo(403);
        assertThat(service.get("/v1/incidents").status()).isEqualTo(403);
        assertThat(service.getWith("/v1/incidents", null).status()).isEqualTo(401);
    }

    @Test
    void theViewShowsEveryPartOfAnIncident() {
        Answer answer = service.get("/v1/incidents/" + OUTAGE, "auditor");
        JsonNode outage = answer.json();

        assertThat(answer.header("ETag"))
                .isEqualTo("\"" + outage.get("sequence").longValue() + "\"");
        assertThat(outage.get("people").get("commander").stringValue()).isEqualTo(COMMANDER.toString());
        assertThat(outage.get("people").get("responders").get(0).stringValue()).isEqualTo(RESPONDER.toString());
        assertThat(outage.get("links").size()).isEqualTo(2);
        assertThat(outage.get("links").get(1).get("rollbackId").stringValue()).isEqualTo(ROLLBACK.toString());
        assertThat(outage.get("impacts").get(0).get("description").stringValue())
                .isEqualTo("No order was taken in Europe");
        assertThat(outage.get("rootCause").get("factors").get(0).stringValue()).isEqualTo("no backoff");
        assertThat(outage.get("duplicates").get(0).stringValue()).isEqualTo(TWIN.toString());
        assertThat(outage.get("mitigatedAt").stringValue()).isEqualTo("2025-12-31T13:00:00Z");
        assertThat(outage.get("incomplete").booleanValue()).isFalse();
    }

    @Test
    void givenACorrection_theLogTellsBothWays() {
        JsonNode log = service.get("/v1/incidents/" + OUTAGE, "auditor").json().get("log");

        assertThat(log.get(0).get("correctedBy").get(0).stringValue()).isEqualTo(CORRECTION.toString());
        assertThat(log.get(0).get("positions").get(0).longValue()).isEqualTo(openedAt);
        assertThat(log.get(1).get("corrects").stringValue()).isEqualTo(FIRST_ENTRY.toString());
        assertThat(log.get(1).get("correctedBy").size()).isZero();
    }

    @Test
    void givenAnIncidentThatCannotBeClosed_itsObligationsAreNamedByTheirRules() {
        assertThat(obligations(service.get("/v1/incidents/" + OUTAGE, "auditor").json()))
                .containsExactlyInAnyOrder("PostMortemIsPublished", "ReReleaseIsPlanned", "ActionItemsAreSettled");
        assertThat(obligations(service.get("/v1/incidents/" + SLOW, "auditor").json()))
                .containsExactlyInAnyOrder("OnlyWhatIsResolvedIsClosed", "RootCauseIsStated");
        assertThat(obligations(service.get("/v1/incidents/" + OLD, "auditor").json()))
                .isEmpty();
        assertThat(obligations(service.get("/v1/incidents/" + TWIN, "auditor").json()))
                .isEmpty();
    }

    private static List<String> obligations(JsonNode incident) {
        return incident.get("obligations")
                .valueStream()
                .map(each -> each.get("rule").stringValue())
                .toList();
    }

    @Test
    void givenAMergedIncident_itSaysWhereItGoesOn() {
        JsonNode twin = service.get("/v1/incidents/" + TWIN, "auditor").json();

        assertThat(twin.get("status").stringValue()).isEqualTo("MERGED");
        assertThat(twin.get("mergedInto").stringValue()).isEqualTo(OUTAGE.toString());
    }

    @Test
    void givenAMomentOfThePast_theIncidentIsShownAsItWasThen() {
        JsonNode opened = service.get("/v1/incidents/" + OUTAGE + "?asOf=" + openedAt, "auditor")
                .json();
        JsonNode mitigated = service.get("/v1/incidents/" + OUTAGE + "?asOf=" + beforeResolving, "auditor")
                .json();

        assertThat(opened.get("status").stringValue()).isEqualTo("OPEN");
        assertThat(opened.get("severity").stringValue()).isEqualTo("SEV2");
        assertThat(opened.get("log").size()).isZero();
        assertThat(mitigated.get("status").stringValue()).isEqualTo("MITIGATED");
        assertThat(service.get("/v1/incidents/" + OUTAGE + "?asOf=" + (openedAt - 1), "auditor")
                        .status())
                .isEqualTo(404);
        assertThat(service.get("/v1/incidents/" + OUTAGE + "?asOf=" + LEDGER.size() + 1_000_000, "auditor")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void givenAClaimedTime_backfilledHistoryAnswersByIt() {
        String before = CLAIMED.plus(Duration.ofDays(1)).toString();
        JsonNode old = service.get("/v1/incidents/" + OLD + "?clock=claimed&asOf=" + before, "auditor")
                .json();

        assertThat(old.get("status").stringValue()).isEqualTo("OPEN");
        assertThat(old.get("backfilled").booleanValue()).isTrue();
        assertThat(old.get("openedAt").stringValue()).isEqualTo(CLAIMED.toString());
        assertThat(service.get("/v1/incidents/" + OLD + "?asOf=" + before, "auditor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void givenAPositionToWaitFor_theAnswerHasIt() {
        assertThat(service.get("/v1/incidents/" + OUTAGE + "?after=" + (LEDGER.size() - 1), "auditor")
                        .status())
                .isEqualTo(200);
        assertThat(service.get("/v1/incidents/" + OUTAGE + "?after=99999999", "auditor")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void givenAnEntryOfAnUnknownType_listAndViewSayThatSomethingMayBeMissing() {
        JsonNode view = service.get("/v1/incidents/" + DOUBTFUL, "auditor").json();
        JsonNode row = service.get("/v1/incidents?severity=SEV4", "auditor")
                .json()
                .get("incidents")
                .get(0);

        assertThat(view.get("incomplete").booleanValue()).isTrue();
        assertThat(view.get("doubt").get("position").longValue())
                .isEqualTo(view.get("position").longValue());
        assertThat(row.get("incomplete").booleanValue()).isTrue();
    }

    @Test
    void givenNoSuchIncident_thatIsSaid() {
        assertThat(service.get("/v1/incidents/" + UUID.randomUUID(), "auditor").status())
                .isEqualTo(404);
        assertThat(service.get("/v1/incidents/one", "auditor").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            exhausted                | OUTAGE
            failing                  | DOUBTFUL
            "ran out"                | OUTAGE
            "out ran"                |
            slowly or hangs          | TWIN SLOW
            pool                     | OUTAGE OLD
            pool -learnt             | OUTAGE
            it                       | OLD OUTAGE
            europe                   | OUTAGE
            backoff                  | OUTAGE
            search or pool           | SLOW OUTAGE OLD
            no-such-thing            |
            """)
    void aSearchFindsWordsInAnyFormWhereverTheyAreAndTheBestMatchFirst(String words, String expected) {
        JsonNode page =
                service.get("/v1/incidents?q=" + encoded(words), "auditor").json();

        assertThat(ids(page)).containsExactlyElementsOf(named(expected));
    }

    @Test
    void givenASearchInTheOrderOfTime_theNewestNoticedIsFirst() {
        JsonNode page = service.get("/v1/incidents?sort=newest&q=" + encoded("search or pool"), "auditor")
                .json();

        assertThat(ids(page)).containsExactly(OUTAGE, SLOW, OLD);
    }

    @Test
    void givenASearchInTheOrderOfTime_nothingIsRanked() {
        assertThat(ranks(Place.Order.RANK)).hasSize(3).allMatch(rank -> rank > 0);
        assertThat(ranks(Place.Order.NEWEST)).hasSize(3).containsOnly(0f);
    }

    private static List<Float> ranks(Place.Order order) {
        Incidents incidents = new Incidents(JdbcClient.create(
                new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD)));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("q", "search or pool");
        return incidents
                .page(
                        new Generation(1),
                        IncidentFilter.of(QueryParameters.of(request)),
                        order,
                        Optional.empty(),
                        10,
                        false)
                .stream()
                .map(Incidents.Found::rank)
                .toList();
    }

    @Test
    void givenASearchWithAFilterAndARole_onlyWhatBothLeaveIsFound() {
        assertThat(ids(service.get("/v1/incidents?severity=SEV1&product=legacy&q=pool", "auditor")
                        .json()))
                .containsExactly(OLD);
        assertThat(ids(service.get("/v1/incidents?q=pool", "developer@legacy").json()))
                .containsExactly(OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rank", "newest"})
    void givenPagesOfASearch_theyHaveEachHitOnce(String sort) {
        List<UUID> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = service.get(
                            "/v1/incidents?limit=1&sort=" + sort + "&q=" + encoded("search or pool or nobody") + cursor,
                            "auditor")
                    .json();
            found.addAll(ids(page));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").stringValue();
        } while (!cursor.isEmpty());

        assertThat(found).containsExactlyInAnyOrder(SLOW, OUTAGE, OLD, DOUBTFUL);
    }

    @Test
    void aHitShowsWhereTheWordsAreAndNoMarkup() {
        JsonNode snippet = service.get("/v1/incidents?q=exhaust", "auditor")
                .json()
                .get("incidents")
                .get(0)
                .get("snippet");

        assertThat(snippet.valueStream()
                        .filter(piece -> piece.get("hit").booleanValue())
                        .map(piece -> piece.get("text").stringValue()))
                .containsExactly("exhausted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or 1=1 --",
                "\"unbalanced",
                "a & | ! ( ) :*",
                "a <-> b",
                "a\\b \\",
                "%_a",
                "-a -b -c",
                "or or or",
                "a:b:c*A",
                "<b>",
                "<script>alert(1)</script>",
                "\"\" - \"\" a",
                "a@b.c/d?e=f#g",
                "ſßİ ı ﬀ",
                "😀 a \u202e",
                "{g} ${x} :words ?",
                "日本語",
                "1e400 -0x"
            })
    void givenAnyQuestion_itIsAnsweredAndNeverAFault(String words) {
        assertThat(service.get("/v1/incidents?q=" + encoded(words), "auditor").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!!", "\u0000a", "a\nb", "  "})
    void givenNothingToSearchFor_thatIsNamed(String words) {
        Answer faulty = service.get("/v1/incidents?q=" + encoded(words), "auditor");

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faultyFields()).containsExactly("q");
    }

    @Test
    void theLongestQuestionIsAnsweredAndALongerOneRefused() {
        assertThat(service.get("/v1/incidents?q=" + "a".repeat(200), "auditor").status())
                .isEqualTo(200);
        assertThat(service.get("/v1/incidents?q=" + "a".repeat(201), "auditor").status())
                .isEqualTo(400);
    }

    @Test
    void theHistoryHasEveryEntryAndTheStateThatItLedTo() {
        JsonNode history = service.get("/v1/incidents/" + OUTAGE + "/history?states=true&limit=2", "auditor")
                .json();

        assertThat(history.get("entries").size()).isEqualTo(2);
        assertThat(history.get("entries").get(0).get("entry").get("type").stringValue())
                .isEqualTo("dev.releaseledger.incident.opened.v1");
        assertThat(history.get("entries").get(1).get("state").get("status").stringValue())
                .isEqualTo("ACKNOWLEDGED");
        assertThat(history.get("next").longValue()).isEqualTo(1);
        assertThat(service.get("/v1/incidents/" + OUTAGE + "/history?differences=true&after=0&limit=1", "auditor")
                        .json()
                        .get("entries")
                        .get(0)
                        .get("differences")
                        .findValuesAsString("path"))
                .contains("/status");
        assertThat(service.get("/v1/incidents/" + OUTAGE + "/history", "developer@search")
                        .status())
                .isEqualTo(403);
        assertThat(service.get("/v1/incidents/" + UUID.randomUUID() + "/history", "auditor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thePostMortemIsAnsweredAsItWasPublished() {
        Answer markdown = service.getAs("text/markdown", "/v1/incidents/" + OLD + "/post-mortem", "auditor");

        assertThat(markdown.text()).isEqualTo(POST_MORTEM);
        assertThat(markdown.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(markdown.header("Post-Mortem-Recorded-Digest")).isEqualTo(TextDigest.of(POST_MORTEM));
        assertThat(markdown.header("Post-Mortem-Digest-Matches")).isEqualTo("true");
    }

    @Test
    void givenHostileMarkdown_thePageShowsItAsText() {
        Answer page = service.getAs("text/html", "/v1/incidents/" + OLD + "/post-mortem", "auditor");

        assertThat(page.text())
                .contains("<em>pool</em>")
                .doesNotContain("<script>")
                .doesNotContain("javascript:");
        assertThat(page.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
    }

    @Test
    void givenNoPostMortem_thatIsSaid() {
        assertThat(service.get("/v1/incidents/" + OUTAGE + "/post-mortem", "auditor")
                        .status())
                .isEqualTo(404);
        assertThat(service.get("/v1/incidents/" + OLD + "/post-mortem", "developer@search")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aReleaseNamesItsIncidentsAndWhatOfItTheyAreAbout() {
        JsonNode page =
                service.get("/v1/releases/" + RELEASE + "/incidents", "auditor").json();

        assertThat(ids(page)).containsExactly(OUTAGE, SLOW);
        assertThat(page.get("incidents").get(0).get("links").size()).isEqualTo(2);
        assertThat(page.get("incidents")
                        .get(0)
                        .get("links")
                        .get(1)
                        .get("rollbackId")
                        .stringValue())
                .isEqualTo(ROLLBACK.toString());
        assertThat(page.get("incidents")
                        .get(1)
                        .get("links")
                        .get(0)
                        .get("deploymentId")
                        .isNull())
                .isTrue();
    }

    @Test
    void givenARoleForTheReleasesProduct_incidentsOfOthersStayHidden() {
        String path = "/v1/releases/" + RELEASE + "/incidents";

        assertThat(ids(service.get(path, "developer@checkout").json())).containsExactly(OUTAGE);
        assertThat(service.get(path, "developer@search").status()).isEqualTo(403);
        assertThat(service.get("/v1/releases/" + UUID.randomUUID() + "/incidents", "auditor")
                        .status())
                .isEqualTo(404);
        assertThat(service.get(path + "?cursor=AAAA&limit=0&x=1", "auditor").faultyFields())
                .containsExactlyInAnyOrder("cursor", "limit", "x");
    }

    @Test
    void thePageIsThere_andTheApiIsDescribed() {
        assertThat(service.getWith("/pages/incidents.html", null).text()).contains("/pages/incidents.js");
        assertThat(service.getWith("/pages/incidents.js", null).status()).isEqualTo(200);
        assertThat(service.getWith("/", null).text()).contains("/pages/incidents.html");
        JsonNode paths = service.getWith("/v3/api-docs", null).json().get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/v1/incidents",
                        "/v1/incidents/export",
                        "/v1/incidents/{id}",
                        "/v1/incidents/{id}/history",
                        "/v1/incidents/{id}/post-mortem",
                        "/v1/releases/{id}/incidents");
        assertThat(paths.get("/v1/incidents").get("get").get("parameters").findValuesAsString("name"))
                .contains("q", "sort", "cause", "overdue", "cursor");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<UUID> ids(JsonNode page) {
        return page.get("incidents")
                .valueStream()
                .map(each -> UUID.fromString(each.get("id").stringValue()))
                .toList();
    }
}
