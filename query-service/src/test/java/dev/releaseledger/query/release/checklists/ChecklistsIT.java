package dev.releaseledger.query.release.checklists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The checklists of releases and their day, by the whole service on real servers. */
class ChecklistsIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID DEPLOYED = UUID.fromString("00000000-0000-7000-8000-0000000000d1");
    private static final UUID WINDOW = UUID.fromString("00000000-0000-7000-8000-0000000000d2");
    private static final UUID ENDED = UUID.fromString("00000000-0000-7000-8000-0000000000d3");
    private static final Instant OPENS = Instant.parse("2026-01-02T23:30:00Z");

    private static RunningQueryService service;
    private static long beforeTheDeployment;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        say(WINDOW, planned("2.0.0", new Window(OPENS, OPENS.plus(Duration.ofHours(2)))), Role.RELEASE_MANAGER);
        say(DEPLOYED, planned("1.0.0", null), Role.RELEASE_MANAGER);
        say(DEPLOYED, new ItemTicked("merged-to-release-branch", null), Role.RELEASE_MANAGER);
        say(DEPLOYED, change(), Role.CI);
        say(DEPLOYED, new ItemTicked("window-announced", null), Role.RELEASE_MANAGER);
        beforeTheDeployment = say(DEPLOYED, new ItemTicked("staging-healthy", null), Role.RELEASE_MANAGER);
        UUID deployment = UUID.randomUUID();
        say(DEPLOYED, new DeploymentStarted(deployment, "production", Strategy.BIG_BANG, null), Role.CI);
        say(DEPLOYED, new DeploymentVerified(deployment, "smoke tests", null, null, null), Role.ON_CALL);
        say(ENDED, planned("0.9.0", new Window(OPENS, OPENS.plusSeconds(60))), Role.RELEASE_MANAGER);
        say(ENDED, new ReleaseCompleted(null), Role.RELEASE_MANAGER);
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

    private static ReleasePlanned planned(String version, @Nullable Window window) {
        return new ReleasePlanned(
                "shop",
                version,
                "The shop",
                ReleaseKind.STANDARD,
                Strategy.BIG_BANG,
                window,
                TestLedger.PLANNER,
                null,
                null,
                1);
    }

    private static ChangeAdded change() {
        return new ChangeAdded(
                "c-1", ChangeCategory.FEATURE, "feat: sums", null, TestLedger.PLANNER, null, null, List.of());
    }

    private static Answer ask(UUID release, String query) {
        return service.get("/v1/releases/" + release + "/checklists" + query, "developer@shop");
    }

    private static List<JsonNode> items(JsonNode answer, int checklist) {
        return StreamSupport.stream(
                        answer.get("checklists").get(checklist).get("sections").spliterator(), false)
                .flatMap(section -> StreamSupport.stream(section.get("items").spliterator(), false))
                .toList();
    }

    private static List<String> openOnTheDay(JsonNode answer) {
        return items(answer, 1).stream()
                .filter(item -> item.get("openOnTheDay").booleanValue())
                .map(item -> item.get("id").asString())
                .toList();
    }

    private static JsonNode item(JsonNode answer, int checklist, String id) {
        return items(answer, checklist).stream()
                .filter(item -> item.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onceItIsInProduction_whatIsOpenIsOpenOnTheDay_inItsOrder() {
        JsonNode answer = ask(DEPLOYED, "").json();
        JsonNode releaseDay = answer.get("checklists").get(1);

        assertThat(answer.get("onTheDay").booleanValue()).isTrue();
        assertThat(answer.get("policyVersion").intValue()).isEqualTo(1);
        assertThat(answer.get("incomplete").booleanValue()).isFalse();
        assertThat(releaseDay.get("id").asString()).isEqualTo("release-day");
        assertThat(releaseDay.get("ordered").booleanValue()).isTrue();
        assertThat(releaseDay.get("gate").isNull()).isTrue();
        assertThat(releaseDay.get("done").intValue()).isEqualTo(4);
        assertThat(releaseDay.get("open").intValue()).isEqualTo(6);
        assertThat(releaseDay.get("next").asString()).isEqualTo("final-smoke-tests");
        assertThat(openOnTheDay(answer))
                .containsExactly(
                        "final-smoke-tests",
                        "production-backup",
                        "metrics-normal",
                        "error-rates-watched",
                        "completion-announced",
                        "record-updated");
        JsonNode backup = item(answer, 1, "production-backup");
        assertThat(backup.get("state").asString()).isEqualTo("OPEN");
        assertThat(backup.get("tickedBy")).hasSize(2);
        assertThat(backup.get("waitsFor").get(0).asString()).isEqualTo("final-smoke-tests");
        assertThat(item(answer, 1, "final-smoke-tests").get("seenWhen").asString())
                .isEqualTo("evidence that shows staging-smoke-tests");
    }

    @Test
    void anItemTellsWhoTickedItOrWhatWasSeen_andWhyATickIsOutdated() {
        JsonNode answer = ask(DEPLOYED, "").json();
        JsonNode announced = item(answer, 1, "window-announced");
        JsonNode deployed = item(answer, 1, "deploy-to-production");
        JsonNode merged = item(answer, 0, "merged-to-release-branch");

        assertThat(announced.get("state").asString()).isEqualTo("TICKED");
        assertThat(announced.get("by").asString()).isEqualTo(TestLedger.PLANNER.toString());
        assertThat(announced.get("at").asString()).isEqualTo("2026-01-01T00:05:00Z");
        assertThat(deployed.get("state").asString()).isEqualTo("SEEN");
        assertThat(deployed.get("shownBy").get("sight").asString()).isEqualTo("deployed");
        assertThat(deployed.get("at").asString())
                .isEqualTo(answer.get("dayBeginsAt").asString());
        assertThat(merged.get("state").asString()).isEqualTo("OUTDATED");
        assertThat(merged.get("reason").asString()).isEqualTo("ticked before change c-1 was added; tick it again");
    }

    @Test
    void asOfAPositionBeforeTheDeploymentTheDayHasNotBegun() {
        JsonNode answer = ask(DEPLOYED, "?asOf=" + beforeTheDeployment).json();

        assertThat(answer.get("onTheDay").booleanValue()).isFalse();
        assertThat(answer.get("dayBeginsAt").isNull()).isTrue();
        assertThat(answer.get("at").asString()).isEqualTo("2026-01-01T00:06:00Z");
        assertThat(openOnTheDay(answer)).isEmpty();
        assertThat(item(answer, 1, "staging-healthy").get("state").asString()).isEqualTo("TICKED");
    }

    @Test
    void theDayBeginsAtTheInstantThatTheWindowOpens_inWhateverTimeZoneThatIsAsked() {
        JsonNode before = ask(WINDOW, "?asOf=2026-01-02T23:29:59Z").json();
        JsonNode after = ask(WINDOW, "?asOf=2026-01-03T01:30:00%2B02:00").json();

        assertThat(before.get("dayBeginsAt").asString()).isEqualTo(OPENS.toString());
        assertThat(before.get("onTheDay").booleanValue()).isFalse();
        assertThat(openOnTheDay(before)).isEmpty();
        assertThat(after.get("at").asString()).isEqualTo(OPENS.toString());
        assertThat(after.get("onTheDay").booleanValue()).isTrue();
        assertThat(openOnTheDay(after)).hasSize(10);
        assertThat(ask(ENDED, "").json().get("onTheDay").booleanValue()).isFalse();
    }

    @Test
    void theTagChangesWithTheEntriesAndWithTheDay_andAnAnswerOfThePastHasNone() {
        assertThat(ask(DEPLOYED, "").header("ETag")).matches("W/\"6-\\d+-on-the-day\"");
        assertThat(ask(ENDED, "").header("ETag")).matches("W/\"1-\\d+\"");
        assertThat(ask(DEPLOYED, "?asOf=" + beforeTheDeployment).header("ETag")).isEmpty();
    }

    @Test
    void othersDoNotReadThem_andUnknownParametersAreRefused() {
        assertThat(service.get("/v1/releases/" + WINDOW + "/checklists", "developer@other")
                        .status())
                .isEqualTo(403);
        assertThat(ask(UUID.randomUUID(), "").status()).isEqualTo(404);
        assertThat(ask(WINDOW, "?day=today").faultyFields()).containsExactly("day");
    }

    @Test
    void theyAreDescribed() {
        JsonNode described = service.getWith("/v3/api-docs", null).json();
        JsonNode schemas = described.get("components").get("schemas");

        assertThat(described.get("paths").propertyNames()).contains("/v1/releases/{id}/checklists");
        assertThat(schemas.get("ReleaseChecklist").get("properties").propertyNames())
                .contains("next", "sections");
        assertThat(schemas.get("ChecklistLine").get("properties").propertyNames())
                .contains("id", "state", "seenWhen", "openOnTheDay", "waitsFor");
    }
}
