package dev.releaseledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.FlagClient;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flags by the JavaScript clients that others wrote for the protocol, under Node: of servers, and of pages in browsers. */
@ExtendWith(LogsOnFailure.class)
@Timeout(600)
class FlagClientsIT {
    private static final Map<String, String> SOMEBODY = Map.of("targetingKey", "user-1");
    private static final Map<String, String> STAFF = Map.of("targetingKey", "user-1", "group", "staff");

    private final Ledger ledger = SharedLedger.get();
    private final Team team = new Team(ledger);
    private final Caller developer = team.the("developer");
    private final Caller manager = team.the("release-manager");
    private final URI service = ledger.queryService(0).url();

    /** Of a test alone, so that nothing changes what another one is told to have changed. */
    private final String product = "clients-" + UUID.randomUUID().toString().substring(0, 8);

    private final String token = Ledger.issuer().token("a-client", "developer@" + product);
    private long last;
    private @Nullable FlagClient open;

    @AfterEach
    void end() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void aServersClientGetsEveryKindOfValueWithItsVariantReasonAndMetadata() {
        UUID greeting = define("greeting", "STRING", "Hello", "Good day");
        targetStaff(greeting);
        UUID limit = define("limit", "NUMBER", 50.5, 10);
        advance(limit, 10_000);
        UUID banner = define("banner", "OBJECT", Map.of("text", "Sale", "sizes", List.of(1, 2)), Map.of());
        long opened = advance(banner, 10_000);
        define("switch", "BOOLEAN", true, false);
        awaitServed();
        FlagClient client = client(FlagClient.Kind.SERVER, token);

        JsonNode closed = client.details(key("switch"), true, SOMEBODY);
        assertThat(closed.path("value").asBoolean(true)).isFalse();
        assertThat(closed.path("variant").asString()).isEqualTo("off");
        assertThat(closed.path("reason").asString()).isEqualTo("STATIC");

        JsonNode targeted = client.details(key("greeting"), "", STAFF);
        assertThat(targeted.path("value").asString()).isEqualTo("Hello");
        assertThat(targeted.path("variant").asString()).isEqualTo("on");
        assertThat(targeted.path("reason").asString()).isEqualTo("TARGETING_MATCH");
        assertThat(client.details(key("greeting"), "", SOMEBODY).path("value").asString())
                .isEqualTo("Good day");

        assertThat(client.details(key("limit"), 0, SOMEBODY).path("value").asDouble())
                .isEqualTo(50.5);
        JsonNode object = client.details(key("banner"), Map.of(), SOMEBODY);
        assertThat(object.path("value")).isEqualTo(JsonMapper.shared().readTree("{\"text\":\"Sale\",\"sizes\":[1,2]}"));
        JsonNode metadata = object.path("flagMetadata");
        assertThat(metadata.path("position").asLong()).isEqualTo(opened);
        assertThat(metadata.path("product").asString()).isEqualTo(product);
        assertThat(metadata.path("flagId").asString()).isEqualTo(banner.toString());
    }

    @Test
    void aServersClientIsToldWhoIsReached_andWhyAFlagIsOff() {
        UUID share = define("share", "BOOLEAN", true, false);
        advance(share, 5_000);
        UUID thirds = define("thirds", "STRING", "B", "A");
        developer
                .post(at(thirds, "split"), Map.of("weights", Map.of("on", 3_333, "off", 6_667)))
                .expect(200);
        advance(thirds, 10_000);
        UUID killed = define("killed", "BOOLEAN", true, false);
        UUID release = team.plan(product, "1.0.0");
        developer.post(at(killed, "link"), Map.of("releaseId", release)).expect(200);
        advance(killed, 10_000);
        long disabled = said(team.the("on-call")
                        .post(at(killed, "disable"), Map.of("reason", "Orders are lost"))
                        .expect(200))
                .position();
        awaitServed();
        FlagClient client = client(FlagClient.Kind.SERVER, token);

        JsonNode reached = client.details(key("share"), false, SOMEBODY);
        assertThat(reached.path("reason").asString()).isEqualTo("SPLIT");
        assertThat(client.details(key("share"), false, SOMEBODY)).isEqualTo(reached);
        assertThat(client.details(key("thirds"), "", SOMEBODY).path("reason").asString())
                .isEqualTo("SPLIT");

        JsonNode off = client.details(key("killed"), true, SOMEBODY);
        assertThat(off.path("value").asBoolean(true)).isFalse();
        assertThat(off.path("reason").asString()).isEqualTo("DISABLED");
        assertThat(off.path("flagMetadata").path("releaseId").asString()).isEqualTo(release.toString());
        assertThat(off.path("flagMetadata").path("position").asLong()).isEqualTo(disabled);

        JsonNode keyless = client.details(key("share"), true, Map.of());
        assertThat(keyless.path("value").asBoolean()).as("the caller's default").isTrue();
        assertThat(keyless.path("reason").asString()).isEqualTo("ERROR");
        assertThat(keyless.path("errorCode").asString()).isEqualTo("TARGETING_KEY_MISSING");
        assertThat(keyless.path("errorMessage").asString()).startsWith("context.targetingKey: ");
    }

    @Test
    void aServersClientSaysWhatWasWrong() {
        define("switch", "BOOLEAN", true, false);
        awaitServed();
        FlagClient client = client(FlagClient.Kind.SERVER, token);

        assertThat(errorOf(client.details("nowhere-" + product, true, SOMEBODY)))
                .isEqualTo("FLAG_NOT_FOUND");
        assertThat(errorOf(client.details(key("switch"), "text", SOMEBODY))).isEqualTo("TYPE_MISMATCH");
        assertThat(errorOf(client.details(key("switch"), true, Map.of("targetingKey", 7))))
                .isEqualTo("INVALID_CONTEXT");

        FlagClient stranger = client(FlagClient.Kind.SERVER, "no token");
        assertThat(errorOf(stranger.details(key("switch"), true, SOMEBODY))).isEqualTo("GENERAL");
        assertThat(stranger.asked())
                .extracting(asked -> asked.path("status").asInt())
                .containsExactly(401);
    }

    @Test
    void aPagesClientGetsAllFlagsAtOnce_andOthersWhenItsContextChanges_thoughItKeepsTheTag() {
        UUID greeting = define("greeting", "STRING", "Hello", "Good day");
        targetStaff(greeting);
        UUID share = define("share", "BOOLEAN", true, false);
        advance(share, 5_000);
        awaitServed();
        FlagClient client = client(FlagClient.Kind.WEB, token);
        client.context(SOMEBODY);

        assertThat(client.details(key("greeting"), "").path("value").asString()).isEqualTo("Good day");
        assertThat(client.details(key("share"), true).path("reason").asString()).isEqualTo("SPLIT");
        assertThat(errorOf(client.details("nowhere-" + product, true))).isEqualTo("FLAG_NOT_FOUND");

        client.asked();
        client.context(STAFF);
        JsonNode changed = client.asked().stream()
                .filter(asked -> asked.path("context").has("group"))
                .findFirst()
                .orElseThrow();
        assertThat(changed.path("ifNoneMatch").asString(""))
                .as("the tag of the other context")
                .isNotEmpty();
        assertThat(changed.path("status").asInt()).isEqualTo(200);
        assertThat(changed.path("etag").asString())
                .isNotEqualTo(changed.path("ifNoneMatch").asString());
        JsonNode staffs = client.details(key("greeting"), "");
        assertThat(staffs.path("value").asString()).isEqualTo("Hello");
        assertThat(staffs.path("reason").asString()).isEqualTo("TARGETING_MATCH");

        client.context(Map.of());
        assertThat(errorOf(client.details(key("share"), true))).isEqualTo("TARGETING_KEY_MISSING");
    }

    @Test
    void aPagesClientThatAsksAgainAndAgainIsToldThatNothingChanged_untilSomethingDoes() {
        UUID flag = define("switch", "BOOLEAN", true, false);
        awaitServed();
        FlagClient client = client(FlagClient.Kind.WEB, token);
        client.context(SOMEBODY);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.asked().stream()
                        .anyMatch(asked -> asked.path("status").asInt() == 304));
        assertThat(client.details(key("switch"), true).path("value").asBoolean(true))
                .isFalse();

        advance(flag, 10_000);

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.details(key("switch"), false).path("value").asBoolean(false));
    }

    @Test
    void aPagesClientHearsOfAChangeAndAsksOnceMore() {
        UUID flag = define("switch", "BOOLEAN", true, false);
        awaitServed();
        FlagClient client = client(FlagClient.Kind.WEB_BY_EVENTS, token);
        client.context(SOMEBODY);
        client.asked();

        advance(flag, 10_000);

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.details(key("switch"), false).path("value").asBoolean(false));
        assertThat(client.asked())
                .extracting(asked -> asked.path("status").asInt())
                .as("a new stream has it ask too, and nothing is new then")
                .containsOnlyOnce(200)
                .isSubsetOf(200, 304);
    }

    @Test
    void aPagesClientWithoutAValidTokenDoesNotStart() {
        assertThat(FlagClient.failureOf(FlagClient.Kind.WEB, service, "no token"))
                .contains("Initialization failed");
    }

    private FlagClient client(FlagClient.Kind kind, String token) {
        end();
        FlagClient client = FlagClient.start(kind, service, token);
        open = client;
        return client;
    }

    private static String errorOf(JsonNode details) {
        return details.path("errorCode").asString("");
    }

    private String key(String name) {
        return product + "." + name;
    }

    private UUID define(String name, String valueType, Object on, Object off) {
        return said(developer
                        .post(
                                "/v1/flags",
                                Map.of(
                                        "key", key(name),
                                        "product", product,
                                        "type", "OPS",
                                        "purpose", "Is tried by clients",
                                        "owner", "the-developer",
                                        "valueType", valueType,
                                        "variants",
                                                List.of(
                                                        Map.of("name", "on", "value", on),
                                                        Map.of("name", "off", "value", off)),
                                        "onVariant", "on",
                                        "offVariant", "off"))
                        .expect(201))
                .id();
    }

    private void targetStaff(UUID flag) {
        Map<String, Object> isStaff = Map.of("attribute", "group", "operator", "EQUALS", "values", List.of("staff"));
        said(developer
                .post(
                        at(flag, "targeting"),
                        Map.of("rules", List.of(Map.of("id", "staff", "when", isStaff, "serve", "on"))))
                .expect(200));
    }

    private long advance(UUID flag, int basisPoints) {
        return said(manager.post(at(flag, "advance"), Map.of("basisPoints", basisPoints))
                        .expect(200))
                .position();
    }

    private static String at(UUID flag, String what) {
        return "/v1/flags/" + flag + "/" + what;
    }

    private Answer said(Answer accepted) {
        last = accepted.position();
        return accepted;
    }

    /** Waits until all that was said is served. */
    private void awaitServed() {
        developer
                .postToQueries("/ofrep/v1/evaluate/flags?after=" + last, Map.of("context", Map.of()))
                .expect(200);
    }
}
