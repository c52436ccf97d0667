package dev.releaseledger.command.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.incident.Ledger;
import dev.releaseledger.events.envelope.Envelope;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags as people change them, by the whole service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlagIT {
    private static final LocalDate IN_A_MONTH = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    private static final String CHANGE = "{\"change\":\"https://git.example.com/pull/7\"}";
    private static final String DOCUMENTATION = "{\"documentation\":\"https://wiki.example.com/pay-later\"}";

    private RunningCommandService service;
    private Ledger ledger;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        ledger = Ledger.of(service);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> define("warm-up", "OPS").status() == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aFlagGoesFromDefinedToArchived() {
        Reply defined = define("whole", "EXPERIMENT");
        String id = id(defined);
        assertThat(defined.header("location")).isEqualTo("/v1/flags/" + id);
        assertThat(defined.header("etag")).isEqualTo("\"0\"");
        String release = release("shop", "1.0.0");

        ok(run("developer", id, "targeting", targeting("STARTS_WITH", "\"beta-\"")));
        ok(run("developer", id, "split", "{\"weights\":{\"on\":5000,\"off\":5000}}"));
        ok(run("developer", id, "link", "{\"releaseId\":\"" + release + "\"}"));
        ok(run("release-manager", id, "advance", "{\"basisPoints\":500}"));
        ok(run("on-call", id, "pause", "{\"reason\":\"Errors\"}"));
        assertRefused(run("release-manager", id, "advance", "{\"basisPoints\":600}"), 409, "paused-rollout-waits");
        ok(run("product-owner", id, "resume", "{}"));
        ok(run("on-call", id, "reduce", "{\"basisPoints\":100,\"reason\":\"Errors\"}"));
        ok(run("on-call", id, "disable", "{\"reason\":\"More errors\"}"));
        ok(run("product-owner", id, "enable", "{\"reason\":\"Mended\"}"));
        ok(run(
                "developer",
                id,
                "end",
                "{\"ends\":\"" + IN_A_MONTH.plusDays(7) + "\",\"reason\":\"The supplier is late\"}"));
        ok(run("developer", id, "unlink", "{\"releaseId\":\"" + release + "\"}"));
        assertRefused(run("ci", id, "clean-up", CHANGE), 409, "clean-up-comes-at-the-end");
        ok(run("release-manager", id, "advance", "{\"basisPoints\":10000}"));
        assertRefused(run("developer", id, "archive", DOCUMENTATION), 409, "archived-is-documented-and-cleaned-up");
        ok(run("ci", id, "clean-up", CHANGE));
        ok(run("developer", id, "archive", DOCUMENTATION));
        assertRefused(run("on-call", id, "disable", "{\"reason\":\"Late\"}"), 409, "flag-is-not-archived");

        assertThat(ledger.types("flag/" + id))
                .containsExactly(
                        "flag.defined",
                        "flag.targeting-set",
                        "flag.split-set",
                        "flag.linked",
                        "flag.rollout-advanced",
                        "flag.rollout-paused",
                        "flag.rollout-resumed",
                        "flag.rollout-reduced",
                        "flag.disabled",
                        "flag.enabled",
                        "flag.end-moved",
                        "flag.unlinked",
                        "flag.rollout-advanced",
                        "flag.cleaned-up",
                        "flag.archived");
        assertThat(ledger.types("refusal/flag/" + id)).hasSize(4);
    }

    @Test
    void aDefinitionIsRecordedWithItsOwnersId_aSalt_andTheVersionOfThePolicy() {
        Reply first = define("salted", "RELEASE");
        Reply second = define("salted-too", "RELEASE");

        Envelope one = ledger.of("flag/" + id(first)).getFirst();
        Envelope other = ledger.of("flag/" + id(second)).getFirst();
        assertThat(one.data().get("salt").stringValue())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(other.data().get("salt").stringValue());
        assertThat(UUID.fromString(one.data().get("owner").stringValue())).isNotNull();
        assertThat(one.data().get("policyVersion").intValue()).isEqualTo(1);
        assertThat(one.data().get("variants").toString())
                .isEqualTo("[{\"name\":\"on\",\"value\":true},{\"name\":\"off\",\"value\":false}]");
    }

    @Test
    void givenTheSameDefinitionAgain_nothingNewIsSaid_andItsSaltStays() {
        String id = UUID.randomUUID().toString();
        String body = definition("again", "RELEASE", "\"id\":\"" + id + "\",");
        assertThat(run("developer", "/v1/flags", body).status()).isEqualTo(201);

        Reply again = run("developer", "/v1/flags", body);

        assertThat(again.status()).as(again.body().toString()).isLessThan(300);
        assertThat(ledger.types("flag/" + id)).containsExactly("flag.defined");
    }

    @Test
    void givenAReleaseFlag_itGoesThroughThePhases_unlessAManagerSaysWhyNot() {
        String id = id(define("phased", "RELEASE"));

        Reply unphased = run("release-manager", id, "advance", "{\"basisPoints\":500}");
        assertRefused(unphased, 422, "phase-is-of-the-policy");
        assertThat(unphased.body().toString()).contains("internal or beta");
        assertRefused(
                run("release-manager", id, "advance", "{\"phase\":\"internal\",\"basisPoints\":501}"),
                422,
                "percentage-is-of-the-phase");
        ok(run("release-manager", id, "advance", "{\"phase\":\"internal\",\"basisPoints\":500}"));
        assertRefused(
                run("release-manager", id, "advance", "{\"phase\":\"gradual\",\"basisPoints\":2500}"),
                409,
                "phase-is-not-skipped");
        assertRefused(
                run("release-manager", id, "advance", "{\"phase\":\"beta\",\"basisPoints\":600}"),
                409,
                "phase-lasts-its-time");
        String overridden = "{\"phase\":\"gradual\",\"basisPoints\":6000,\"overrideReason\":\"The launch is today\"}";
        assertRefused(run("release-manager", id, "advance", overridden), 403, "override-is-a-managers");
        ok(run("manager", id, "advance", overridden));

        assertThat(ledger.of("flag/" + id)
                        .getLast()
                        .data()
                        .get("overrideReason")
                        .stringValue())
                .isEqualTo("The launch is today");
    }

    @Test
    void givenADisabledFlag_disablingItAgainIsNoErrorAndNoEntry() {
        String id = id(define("killed", "OPS"));
        ok(run("on-call", id, "disable", "{\"reason\":\"Errors\"}"));

        ok(run("on-call", id, "disable", "{\"reason\":\"Still errors\"}"));

        assertThat(ledger.types("flag/" + id)).containsExactly("flag.defined", "flag.disabled");
        assertThat(ledger.types("refusal/flag/" + id)).isEmpty();
    }

    @Test
    void givenAKeyThatIsTaken_noOtherFlagGetsIt_neverAgain() {
        String first = id(define("taken", "OPS"));
        assertRefused(define("taken", "RELEASE"), 409, "key-is-of-no-other-flag");

        ok(run("developer", first, "clean-up", CHANGE));
        ok(run("developer", first, "archive", DOCUMENTATION));
        String late = UUID.randomUUID().toString();
        Reply refused = run("developer", "/v1/flags", definition("taken", "RELEASE", "\"id\":\"" + late + "\","));

        assertRefused(refused, 409, "key-is-of-no-other-flag");
        Envelope recorded = ledger.of("refusal/flag/" + late).getFirst();
        assertThat(recorded.type()).isEqualTo("dev.releaseledger.refusal.claim-refused.v1");
        assertThat(recorded.data().get("holder").stringValue()).isEqualTo("flag/" + first);
    }

    @Test
    void givenManyWhoDefineTheSameKeyAtOnce_oneHasIt() throws Exception {
        List<Callable<Reply>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(() -> define("raced", "OPS"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Reply> each : threads.invokeAll(all)) {
                statuses.add(each.get().status());
            }
            assertThat(statuses).containsOnlyOnce(201).contains(409);
            assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIKE,\"x\",rules[0].when.all[0].operator",
        "LESS,\"seven\",rules[0].when.all[0].values[0]",
        "SEMVER_LESS,\"1.0\",rules[0].when.all[0].values[0]",
        "BEFORE,\"tomorrow\",rules[0].when.all[0].values[0]",
        "EQUALS,\"\\ud800\",rules[0].when.all[0].values[0]",
        "EQUALS,{},rules[0].when.all[0].values[0]"
    })
    void givenAComparisonThatIsNone_itsFaultIsNamedWhereItIs(String operator, String value, String path) {
        String id = id(define("compared-" + UUID.randomUUID(), "OPS"));

        Reply refused = run("developer", id, "targeting", targeting(operator, value));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().get("faults").get(0).get("field").stringValue())
                .isEqualTo(path);
        assertThat(ledger.types("flag/" + id)).hasSize(1);
    }

    @Test
    void givenBodiesThatAreWrong_everyFaultIsNamed_andNothingIsRecorded() {
        String id = id(define("faulty", "EXPERIMENT"));
        long size = ledger.entries().nextPosition();

        assertFaults(
                run("developer", "/v1/flags", "{}"),
                "key",
                "product",
                "type",
                "purpose",
                "owner",
                "valueType",
                "variants",
                "onVariant",
                "offVariant");
        assertFaults(
                run(
                        "developer",
                        "/v1/flags",
                        definition("Upper", "TOGGLE", "")
                                .replace("\"name\":\"off\"", "\"name\":\"o f\"")
                                .replace("\"value\":true", "\"value\":null")),
                "key",
                "type",
                "variants[0].value",
                "variants[1].name");
        assertFaults(
                run("developer", id, "split", "{\"weights\":{\"on\":20000,\"off\":0.5,\"o f\":1}}"), "weights.o f");
        assertFaults(
                run("developer", id, "split", "{\"weights\":{\"on\":20000,\"off\":0.5}}"), "weights.on", "weights.off");
        assertFaults(run("developer", id, "split", "{\"weights\":{\"on\":5000,\"off\":4999}}"), "weights");
        assertFaults(run("release-manager", id, "advance", "{\"basisPoints\":10001}"), "basisPoints");
        assertFaults(run("on-call", id, "reduce", "{\"basisPoints\":-1}"), "basisPoints", "reason");
        assertFaults(
                run("on-call", id, "disable", "{\"reason\":\"r\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}"),
                "occurredAt");
        assertFaults(run("developer", id, "archive", "{\"documentation\":\"see the wiki\"}"), "documentation");
        assertFaults(run("developer", id, "targeting", "{\"rules\":{}}"), "rules");
        assertFaults(run("developer", id, "targeting", "{\"rules\":[],\"rules\":[]}"), "(body)");
        String deep = "{\"not\":".repeat(40) + "{}" + "}".repeat(40);
        assertFaults(
                run(
                        "developer",
                        id,
                        "targeting",
                        "{\"rules\":[{\"id\":\"r\",\"serve\":\"on\",\"when\":" + deep + "}]}"),
                "(body)");
        String tooDeep = "{\"not\":".repeat(6) + "{}" + "}".repeat(6);
        assertFaults(
                run(
                        "developer",
                        id,
                        "targeting",
                        "{\"rules\":[{\"id\":\"r\",\"serve\":\"on\",\"when\":" + tooDeep + "}]}"),
                "rules[0].when.not.not.not.not.not");
        assertThat(run("developer", id, "targeting", "{\"rules\":\"" + "x".repeat(1 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(ledger.entries().nextPosition()).isEqualTo(size);
    }

    @Test
    void givenWhatNeverCanBe_itIsRefusedAndRecorded() {
        assertRefused(
                run(
                        "developer",
                        "/v1/flags",
                        definition("endless", "RELEASE", "").replaceAll(",\"ends\":\"[^\"]*\"", "")),
                422,
                "temporary-flag-has-an-end");
        assertRefused(
                run(
                        "developer",
                        "/v1/flags",
                        definition("typed", "OPS", "").replace("\"value\":true", "\"value\":\"yes\"")),
                422,
                "variants-are-of-the-type");
        String id = id(define("unlinked", "OPS"));
        assertRefused(
                run("developer", id, "link", "{\"releaseId\":\"" + UUID.randomUUID() + "\"}"),
                422,
                "release-is-in-the-ledger");
        assertRefused(
                run("developer", id, "end", "{\"ends\":\"" + IN_A_MONTH + "\",\"reason\":\"r\"}"),
                422,
                "permanent-flag-has-none");
        assertThat(ledger.types("refusal/flag/" + id)).hasSize(2);
    }

    @Test
    void givenAFlagTooLargeForTheLedger_itIsRefused() {
        String large = definition("large", "OPS", "")
                .replace("BOOLEAN", "STRING")
                .replace("true", "\"" + "x".repeat(70_000) + "\"")
                .replace("false", "\"\"");

        assertThat(run("developer", "/v1/flags", large).status()).isEqualTo(422);
    }

    @Test
    void givenAFlagOfObjects_itsValuesAreRecordedAsTheyWereSent() {
        String body = definition("objects", "OPS", "")
                .replace("BOOLEAN", "OBJECT")
                .replace("true", "{\"limit\":12.50,\"of\":[\"a\",null,{\"deep\":true}]}")
                .replace("\"value\":false", "\"value\":{}");

        String id = id(run("developer", "/v1/flags", body));

        assertThat(ledger.of("flag/" + id)
                        .getFirst()
                        .data()
                        .get("variants")
                        .get(0)
                        .get("value")
                        .toString())
                .isEqualTo("{\"limit\":12.50,\"of\":[\"a\",null,{\"deep\":true}]}");
    }

    @Test
    void givenSomebodyWithoutTheRight_orAFlagThatIsNotThere_thatIsSaid() {
        String id = id(define("guarded", "OPS"));
        assertRefused(run("qa-lead", id, "disable", "{\"reason\":\"r\"}"), 403, "actor-may-change-flags");
        assertRefused(run("on-call", id, "enable", "{\"reason\":\"r\"}"), 403, "actor-may-change-flags");
        assertThat(run("on-call", UUID.randomUUID().toString(), "disable", "{\"reason\":\"r\"}")
                        .status())
                .isEqualTo(404);
        assertThat(run("on-call", "guarded", "disable", "{\"reason\":\"r\"}").status())
                .isEqualTo(400);
    }

    private static void assertFaults(Reply reply, String... fields) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
        assertThat(reply.body()
                        .get("faults")
                        .valueStream()
                        .map(fault -> fault.get("field").stringValue()))
                .containsExactlyInAnyOrder(fields);
    }

    private static void assertRefused(Reply reply, int status, String rule) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(reply.body().get("type").stringValue()).endsWith("/rules/" + rule);
    }

    private String release(String product, String version) {
        return id(run(
                "release-manager",
                "/v1/releases",
                "{\"product\":\"" + product + "\",\"version\":\"" + version
                        + "\",\"title\":\"t\",\"kind\":\"STANDARD\",\"strategy\":\"FEATURE_FLAGS\"}"));
    }

    private Reply define(String key, String type) {
        return run("developer", "/v1/flags", definition(key, type, ""));
    }

    private static String definition(String key, String type, String more) {
        String ends = type.equals("RELEASE") || type.equals("EXPERIMENT") ? ",\"ends\":\"" + IN_A_MONTH + "\"" : "";
        return "{" + more + "\"key\":\"" + key + "\",\"product\":\"shop\",\"type\":\"" + type
                + "\",\"purpose\":\"Pay later\",\"owner\":\"dina\",\"valueType\":\"BOOLEAN\",\"variants\":"
                + "[{\"name\":\"on\",\"value\":true},{\"name\":\"off\",\"value\":false}],"
                + "\"onVariant\":\"on\",\"offVariant\":\"off\"" + ends + "}";
    }

    private static String targeting(String operator, String value) {
        return "{\"rules\":[{\"id\":\"beta\",\"serve\":\"on\",\"when\":{\"all\":[{\"attribute\":\"user.group\","
                + "\"operator\":\"" + operator + "\",\"values\":[" + value + "]}]}}]}";
    }

    private Reply run(String role, String id, String what, String body) {
        return run(role, "/v1/flags/" + id + "/" + what, body);
    }

    private Reply run(String role, String path, String body) {
        return service.post("dina", List.of(role), path, body);
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.body().get("id").stringValue();
    }

    private static void ok(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }
}
