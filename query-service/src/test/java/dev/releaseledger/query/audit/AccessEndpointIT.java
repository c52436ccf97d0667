package dev.releaseledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.audit.AccessOutcome;
import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.audit.Reading;
import dev.releaseledger.events.audit.UnopenedRecords;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccessEndpointIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID RELEASE = UUID.fromString("00000000-0000-7000-8000-0000000000f1");
    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
    private static final UUID EVE = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private static RunningQueryService service;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        LEDGER.say(
                ReleaseStream.name(RELEASE),
                new ReleasePlanned(
                        "checkout",
                        "1.0",
                        "The first",
                        ReleaseKind.STANDARD,
                        Strategy.CANARY,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1),
                LEDGER.live(Role.RELEASE_MANAGER));
        say(
                new EvidenceRead(
                        "topic",
                        0,
                        5,
                        List.of(
                                reading(ADA, "release/" + RELEASE, "release-history", AccessOutcome.READ, NINE, 3),
                                reading(EVE, "entries", "entries", AccessOutcome.DENIED, NINE.plusSeconds(60), 1)),
                        List.of(new UnopenedRecords(UnopenedRecords.Why.MALFORMED, 1, 4, 4))),
                new EvidenceRead(
                        "topic",
                        5,
                        6,
                        List.of(reading(ADA, "x".repeat(999), "entries", AccessOutcome.READ, NINE.plusSeconds(120), 1)),
                        List.of()));
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static void say(EvidenceRead... entries) {
        for (EvidenceRead each : entries) {
            LEDGER.say(AuditEvent.STREAM, each, LEDGER.live());
        }
    }

    private static Reading reading(
            UUID reader, String what, String how, AccessOutcome outcome, Instant at, long count) {
        return new Reading(reader, List.of("auditor", "ci@checkout"), what, how, outcome, at, at, count, null);
    }

    @Test
    void theNewestReadingIsFirst_withItsEntry() {
        JsonNode page = ask("").json();

        assertThat(page.get("incomplete").booleanValue()).isFalse();
        assertThat(page.get("readings")).hasSize(4);
        assertThat(page.at("/readings/0/position").longValue()).isEqualTo(2);
        assertThat(page.at("/readings/0/what").stringValue()).hasSize(500);
        assertThat(page.at("/readings/3/reader").stringValue()).isEqualTo(ADA.toString());
        assertThat(page.at("/readings/3/count").longValue()).isEqualTo(3);
        assertThat(page.at("/readings/3/roles/1").stringValue()).isEqualTo("ci@checkout");
        assertThat(page.at("/readings/1/outcome").stringValue()).isEqualTo("UNOPENED");
        assertThat(page.at("/readings/1/what").stringValue()).isEqualTo("offsets 4 to 4");
        assertThat(page.at("/readings/1/how").stringValue()).isEqualTo("MALFORMED");
    }

    @Test
    void filtersLeaveWhatTheySay() {
        assertThat(whats("?reader=" + EVE)).containsExactly("entries");
        assertThat(whats("?what=release/" + RELEASE)).containsExactly("release/" + RELEASE);
        assertThat(whats("?how=entries&outcome=DENIED")).containsExactly("entries");
        assertThat(whats("?from=2026-03-01T09:00:30Z&to=2026-03-01T09:02:00Z")).containsExactly("entries");
        assertThat(ask("?reader=ada&to=2026-01-01T00:00:00Z&from=2026-01-02T00:00:00Z&by=x")
                        .faultyFields())
                .containsExactlyInAnyOrder("reader", "to", "by");
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ask("?limit=1" + cursor).json();
            all.add(page.at("/readings/0/what").stringValue());
            cursor =
                    page.path("next").isString() ? "&cursor=" + page.get("next").stringValue() : "";
        } while (!cursor.isEmpty());

        assertThat(all).isEqualTo(whats(""));
        assertThat(ask("?cursor=AAAA").faultyFields()).containsExactly("cursor");
    }

    @Test
    void aReleaseHasItsOwn() {
        Answer own = service.get("/v1/releases/" + RELEASE + "/access", "auditor@checkout");

        assertThat(own.json().get("readings")).hasSize(1);
        assertThat(own.json().at("/readings/0/how").stringValue()).isEqualTo("release-history");
        assertThat(service.get("/v1/releases/" + UUID.randomUUID() + "/access", "auditor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void auditorsAndAdminsAskAlone() {
        for (String role : List.of("developer", "release-manager", "manager", "auditor@checkout")) {
            assertThat(service.get("/v1/access", role).status()).isEqualTo(403);
            assertThat(service.get("/v1/access/export", role).status()).isEqualTo(403);
        }
        assertThat(service.get("/v1/releases/" + RELEASE + "/access", "developer")
                        .status())
                .isEqualTo(403);
        assertThat(service.get("/v1/access", "admin").status()).isEqualTo(200);
    }

    @Test
    void allOfItCanBeTakenAwayAsCsv() {
        Answer csv = service.get("/v1/access/export?how=entries", "auditor");

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text().lines().toList())
                .hasSize(3)
                .first()
                .isEqualTo("position,reader,roles,what,how,outcome,first,last,count,traceparent");
        assertThat(csv.text()).contains("1," + EVE + ",auditor ci@checkout,entries,entries,DENIED,");
    }

    private static Answer ask(String query) {
        return service.get("/v1/access" + query, "auditor");
    }

    private static List<String> whats(String query) {
        return StreamSupport.stream(ask(query).json().get("readings").spliterator(), false)
                .map(reading -> reading.get("what").stringValue())
                .toList();
    }
}
