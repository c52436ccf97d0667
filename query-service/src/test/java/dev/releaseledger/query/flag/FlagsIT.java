package dev.releaseledger.query.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutPaused;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Flags as people look at them, by the whole service on real servers. */
class FlagsIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);

    private static final UUID RELEASE = UUID.fromString("00000000-0000-7000-8000-00000000c0c0");
    private static final UUID OTHER_RELEASE = UUID.fromString("00000000-0000-7000-8000-00000000c0c1");

    /** Opened by phases, then paused and disabled. */
    private static final UUID DASHBOARD = TestFlags.id(1);
    /** Permanent. */
    private static final UUID LIMITS = TestFlags.id(2);
    /** Archived, of another product. */
    private static final UUID OLD = TestFlags.id(3);

    private static RunningQueryService service;
    private static long definedAt;
    private static long openedAt;
    private static Instant beforeDisabling;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        definedAt = TestFlags.say(
                LEDGER,
                DASHBOARD,
                TestFlags.defined(
                        "new_dashboard_enabled",
                        "checkout",
                        FlagType.RELEASE,
                        FlagValueType.BOOLEAN,
                        "true",
                        "false",
                        LocalDate.parse("2026-03-31")));
        TestFlags.say(LEDGER, DASHBOARD, new FlagLinked(OTHER_RELEASE));
        TestFlags.say(LEDGER, DASHBOARD, new FlagUnlinked(OTHER_RELEASE));
        TestFlags.say(LEDGER, DASHBOARD, new FlagLinked(RELEASE));
        openedAt = TestFlags.say(LEDGER, DASHBOARD, new RolloutAdvanced("internal", 500, null));
        TestFlags.say(LEDGER, DASHBOARD, new RolloutPaused("The weekend"));
        LEDGER.timePasses(Duration.ofMinutes(1));
        beforeDisabling = LEDGER.now();
        LEDGER.timePasses(Duration.ofMinutes(1));
        TestFlags.say(LEDGER, DASHBOARD, new FlagDisabled("It shows nothing", RELEASE, null));
        TestFlags.say(LEDGER, LIMITS, TestFlags.bool("enable_rate_limiting", "checkout"));
        TestFlags.say(LEDGER, OLD, TestFlags.bool("old-search", "search"));
        TestFlags.say(LEDGER, OLD, new FlagCleanedUp("https://code.example/changes/7", null));
        TestFlags.say(LEDGER, OLD, new FlagArchived("https://docs.example/old-search", null));
        LEDGER.checkpoint();
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void end() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    @Test
    void aFlagIsShownAsItIs() {
        Answer answer = service.get("/v1/flags/" + DASHBOARD, "developer@checkout");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"6\"");
        JsonNode flag = answer.json();
        assertThat(flag.get("key").asString()).isEqualTo("new_dashboard_enabled");
        assertThat(flag.get("status").asString()).isEqualTo("DISABLED");
        assertThat(flag.get("disabled").get("releaseId").asString()).isEqualTo(RELEASE.toString());
        assertThat(flag.get("rollout").get("state").asString()).isEqualTo("PAUSED");
        assertThat(flag.get("rollout").get("basisPoints").asInt()).isEqualTo(500);
        assertThat(flag.get("rollout").get("paused").get("reason").asString()).isEqualTo("The weekend");
        assertThat(flag.get("releases").values().stream().map(JsonNode::asString))
                .containsExactly(RELEASE.toString());
        assertThat(flag.get("deciding").get("rollout").asLong()).isEqualTo(openedAt);
        assertThat(flag.get("incomplete").asBoolean()).isFalse();
    }

    @Test
    void aFlagIsShownAsItWas() {
        JsonNode defined = flag("?asOf=" + definedAt);
        assertThat(defined.get("status").asString()).isEqualTo("ENABLED");
        assertThat(defined.get("rollout").get("state").asString()).isEqualTo("CLOSED");

        JsonNode paused = flag("?asOf=" + beforeDisabling);
        assertThat(paused.get("status").asString()).isEqualTo("ENABLED");
        assertThat(paused.get("rollout").get("state").asString()).isEqualTo("PAUSED");
    }

    @Test
    void theHistoryTellsWhatEachEntryChanged() {
        JsonNode history = service.get("/v1/flags/" + DASHBOARD + "/history?states=true&differences=true", "auditor")
                .json();

        JsonNode entries = history.get("entries");
        assertThat(entries.size()).isEqualTo(7);
        assertThat(entries.get(0).get("state").get("status").asString()).isEqualTo("ENABLED");
        assertThat(paths(entries.get(6).get("differences"))).contains("/status", "/disabled");
    }

    @Test
    void theDifferenceBetweenTwoMomentsIsTold() {
        JsonNode diff = service.get("/v1/flags/" + DASHBOARD + "/diff?from=" + definedAt + "&to=" + openedAt, "auditor")
                .json();

        assertThat(diff.get("from").asLong()).isEqualTo(definedAt);
        assertThat(diff.get("to").asLong()).isEqualTo(openedAt);
        assertThat(paths(diff.get("differences")))
                .contains("/rollout/basisPoints", "/rollout/phase", "/deciding/rollout")
                .doesNotContain("/status");
        assertThat(service.get("/v1/flags/" + DASHBOARD + "/diff?from=" + openedAt + "&to=" + definedAt, "auditor")
                        .faultyFields())
                .containsExactly("to");
        assertThat(service.get("/v1/flags/" + DASHBOARD + "/diff", "auditor").faultyFields())
                .containsExactly("from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?key=enable_rate_limiting | enable_rate_limiting",
                "?type=RELEASE | new_dashboard_enabled",
                "?status=ARCHIVED | old-search",
                "?rollout=PAUSED | new_dashboard_enabled",
                "?phase=internal | new_dashboard_enabled",
                "?endingBefore=2026-04-01 | new_dashboard_enabled",
                "?endingBefore=2026-03-31 | ''",
                "?release=00000000-0000-7000-8000-00000000c0c0 | new_dashboard_enabled",
                "?release=00000000-0000-7000-8000-00000000c0c1 | ''",
                "?product=search | old-search"
            })
    void flagsAreFoundByWhatIsSaidOfThem(String query, String keys) {
        assertThat(String.join(",", keys(service.get("/v1/flags" + query, "auditor"))))
                .isEqualTo(keys);
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = service.get("/v1/flags?limit=1" + cursor, "auditor");
            keys.addAll(keys(page));
            JsonNode next = page.json().get("next");
            cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());

        assertThat(keys).containsExactlyInAnyOrder("old-search", "enable_rate_limiting", "new_dashboard_enabled");
        assertThat(keys.getLast()).isEqualTo("new_dashboard_enabled");
    }

    @Test
    void onlyFlagsOfOnesProductsAreShown() {
        assertThat(keys(service.get("/v1/flags", "developer@search"))).containsExactly("old-search");
        assertThat(service.get("/v1/flags/" + DASHBOARD, "developer@search").status())
                .isEqualTo(403);
        assertThat(service.get("/v1/flags?product=checkout", "developer@search").status())
                .isEqualTo(403);
        assertThat(service.get("/v1/flags/" + TestFlags.id(99), "auditor").status())
                .isEqualTo(404);
    }

    @Test
    void everyFaultOfAQueryIsNamed() {
        assertThat(service.get("/v1/flags?type=TOGGLE&endingBefore=tomorrow&owner=me&limit=0&sort=key", "auditor")
                        .faultyFields())
                .containsExactlyInAnyOrder("type", "endingBefore", "owner", "limit", "sort");
    }

    private static JsonNode flag(String query) {
        return service.get("/v1/flags/" + DASHBOARD + query, "auditor").json();
    }

    private static List<String> keys(Answer page) {
        return page.json().get("flags").values().stream()
                .map(flag -> flag.get("key").asString())
                .toList();
    }

    private static List<String> paths(JsonNode differences) {
        return differences.values().stream()
                .map(each -> each.get("path").asString())
                .toList();
    }
}
