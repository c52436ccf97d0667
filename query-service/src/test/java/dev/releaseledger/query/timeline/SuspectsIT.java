package dev.releaseledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.query.timeline.Scene.Deployed;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The suspects as the service ranks them out of its tables: the same as the report has. */
class SuspectsIT {
    private static final int MANY = 1_100;
    private static final int LARGE = 60_000;
    private static final int ENTRIES = 150;

    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final Scene SCENE = new Scene(0);
    private static final List<UUID> INCIDENTS = scenarios();
    private static final UUID OF_MANY_CHANGES = ofManyChanges();
    private static final UUID OF_A_HURRY = ofAHurry();
    private static final UUID OF_LARGE_ENTRIES = ofLargeEntries();

    private static RunningQueryService service;

    @BeforeAll
    static void start() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        SCENE.script().said().forEach(said -> LEDGER.keep(said.bytes()));
        LEDGER.publish(0, (int) LEDGER.size());
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static List<UUID> scenarios() {
        List<UUID> incidents = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            incidents.add(scenario.incident(SCENE.again()));
        }
        return incidents;
    }

    private static UUID ofManyChanges() {
        String[] changes =
                IntStream.range(0, MANY).mapToObj(change -> "Change " + change).toArray(String[]::new);
        Deployed bad = SCENE.again()
                .deploy(
                        SCENE.release("checkout", "3.0.0", Strategy.BIG_BANG, changes),
                        "production",
                        Strategy.BIG_BANG);
        SCENE.minutes(3).unhealthy(bad).minutes(2).notice("Errors");
        return SCENE.incidentId();
    }

    private static UUID ofAHurry() {
        Scene scene = SCENE.again();
        Scene.Released release = scene.release("checkout", "4.0.0", Strategy.BIG_BANG, "Campaign banner");
        scene.waive(release, "unit-tests-passing").waiveItem(release, "rollback-plan-documented");
        scene.override(release, "production").deploy(release, "production", Strategy.BIG_BANG);
        scene.minutes(3).notice("Campaign banner covers the button");
        return scene.incidentId();
    }

    private static UUID ofLargeEntries() {
        SCENE.again().notice("Talked about much");
        for (int entry = 0; entry < ENTRIES; entry++) {
            SCENE.script()
                    .say(
                            IncidentEvent.stream(SCENE.incidentId()),
                            new LogEntryWritten(UUID.randomUUID(), "x".repeat(LARGE), null, null, List.of()));
        }
        return SCENE.incidentId();
    }

    private static JsonNode timeline(UUID incident, String query) {
        return service.get("/v1/incidents/" + incident + "/timeline" + query, "auditor")
                .json();
    }

    /** What has nothing to do with a story has versions that are counted over all of them. */
    private static String ranked(int rank, String kind, String what, double score) {
        return rank + ". " + kind + " " + what.replaceAll(" 9\\.\\d+ ", " 9.x ") + " " + score;
    }

    @Test
    void everyScenarioIsRankedAsTheReportHasIt() {
        for (int number = 0; number < INCIDENTS.size(); number++) {
            Scenario scenario = Scenario.all().get(number);
            Scene alone = new Scene(0);
            assertThat(scenario.incident(alone)).isEqualTo(alone.incidentId());
            List<String> reported = alone.suspects(Duration.ofHours(1)).stream()
                    .map(suspect -> ranked(suspect.rank(), suspect.kind().name(), suspect.what(), suspect.score()))
                    .toList();
            JsonNode inquiry = timeline(INCIDENTS.get(number), "").get("inquiry");
            assertThat(inquiry.get("suspects")
                            .valueStream()
                            .map(suspect -> ranked(
                                    suspect.get("rank").asInt(),
                                    suspect.get("kind").stringValue(),
                                    suspect.get("what").stringValue(),
                                    suspect.get("score").asDouble())))
                    .as(scenario.name())
                    .containsExactlyElementsOf(reported);
            assertThat(inquiry.get("suspectsWhole").asBoolean()).isTrue();
        }
    }

    @Test
    void givenMoreChangesThanAreLookedAt_thatIsToldAndWhatWasDoneCounts() {
        JsonNode inquiry = timeline(OF_MANY_CHANGES, "").get("inquiry");
        assertThat(inquiry.get("suspectsWhole").asBoolean()).isFalse();
        JsonNode first = inquiry.get("suspects").get(0);
        assertThat(first.get("what").stringValue()).isEqualTo("checkout 3.0.0 to production");
        assertThat(first.get("terms")
                        .valueStream()
                        .filter(term -> term.get("name").stringValue().equals("turnedUnhealthy"))
                        .mapToDouble(term -> term.get("value").asDouble()))
                .containsExactly(1.0);
    }

    @Test
    void whatAReleaseWentWithout_countsWhateverKindItIs() {
        JsonNode suspect =
                timeline(OF_A_HURRY, "").get("inquiry").get("suspects").get(0);
        assertThat(suspect.get("what").stringValue()).isEqualTo("checkout 4.0.0 to production");
        assertThat(suspect.get("terms")
                        .valueStream()
                        .filter(term -> term.get("name").stringValue().equals("waived"))
                        .map(term -> term.get("positions").size()))
                .containsExactly(3);
    }

    @Test
    void aPageEndsWhereItsEntriesBecomeTooLarge() {
        JsonNode first = timeline(OF_LARGE_ENTRIES, "");
        assertThat(first.get("lines").size()).isBetween(2, ENTRIES);
        JsonNode second =
                timeline(OF_LARGE_ENTRIES, "?cursor=" + first.get("next").stringValue());
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(first.get("lines").size() + second.get("lines").size()).isEqualTo(1 + ENTRIES);
    }
}
