package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.RawHttp;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in from the street: each gets a clear answer of the 400s, tells nothing of us, and leaves no trace. */
@ExtendWith(LogsOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String JSON = "application/json";
    /** The product of releases that are planned here on purpose. */
    private static final String PAGED = "paged";

    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

    private final Ledger ledger = SharedLedger.get();
    private final Team team = new Team(ledger);
    private final Caller manager = team.the("release-manager");
    private final Caller auditor = team.the("auditor");
    private UUID release;
    private long before;

    @BeforeAll
    void plan() {
        release = team.plan("bad-input", "1.0");
        Answer evidence = team.the("ci")
                .post(path(release, "evidence"), Team.passed("DEVELOPMENT", "unit-tests"))
                .expect(200);
        before = evidence.position();
    }

    /** After all of it: the ledger verifies, and holds nothing but refusals that name who was refused what. */
    @AfterAll
    void nothingButRefusalsWasRecorded() {
        Answer evidence = team.the("ci")
                .post(path(release, "evidence"), Team.passed("DEVELOPMENT", "features-coded"))
                .expect(200);
        Consumed consumed = ledger.whole(evidence.position());
        List<String> meanwhile = consumed.envelopes().subList((int) before + 1, (int) evidence.position()).stream()
                .filter(entry -> !consumed.streamsOf(PAGED).contains(entry.subject()))
                // What other tests have begun may still lead to an incident.
                .filter(entry -> !entry.subject().startsWith("incident/"))
                .map(Envelope::type)
                .toList();
        assertThat(meanwhile).isNotEmpty().allMatch(type -> type.contains(".refusal."));
        assertThat(consumed.stream(Team.stream(release))).hasSize(3);
        assertThat(consumed.entries()).noneMatch(entry -> new String(entry, UTF_8).contains("\\u0000"));
    }

    static Stream<Arguments> malformedBodies() {
        String planned =
                "{\"product\":\"bad\",\"version\":\"1\",\"title\":\"t\",\"kind\":\"STANDARD\",\"strategy\":\"ROLLING\"}";
        return Stream.of(
                Arguments.of("nothing at all", ""),
                Arguments.of("no JSON", "product=bad"),
                Arguments.of("half of a JSON object", planned.substring(0, 30)),
                Arguments.of("two objects", planned + planned),
                Arguments.of("an array", "[" + planned + "]"),
                Arguments.of("null", "null"),
                Arguments.of("a number", "17"),
                Arguments.of("an unknown field", planned.replace("}", ",\"colour\":\"red\"}")),
                Arguments.of("a field given twice", planned.replace("}", ",\"version\":\"2\"}")),
                Arguments.of("an unknown kind", planned.replace("STANDARD", "GOLD")),
                Arguments.of("a kind by number", planned.replace("\"STANDARD\"", "0")),
                Arguments.of("a kind in lower case", planned.replace("STANDARD", "standard")),
                Arguments.of("a number for a text", planned.replace("\"t\"", "5")),
                Arguments.of("an object for a text", planned.replace("\"t\"", "{\"a\":1}")),
                Arguments.of("null for what is required", planned.replace("\"t\"", "null")),
                Arguments.of("a blank title", planned.replace("\"t\"", "\"   \"")),
                Arguments.of("a title of 501 characters", planned.replace("\"t\"", "\"" + "t".repeat(501) + "\"")),
                Arguments.of("NUL in a title", planned.replace("\"t\"", "\"a\\u0000b\"")),
                Arguments.of("a control character in a title", planned.replace("\"t\"", "\"a\\u001bb\"")),
                Arguments.of("a bare control character", planned.replace("\"t\"", "\"a\u0001b\"")),
                Arguments.of("half of a surrogate pair", planned.replace("\"t\"", "\"a\\ud800b\"")),
                Arguments.of("a product that is a path", planned.replace("\"bad\"", "\"../../etc\"")),
                Arguments.of("an id that is none", planned.replace("{", "{\"id\":\"1\",")),
                Arguments.of(
                        "a window that ends before it begins",
                        planned.replace(
                                "}",
                                ",\"window\":{\"opensAt\":\"2026-02-02T00:00:00Z\",\"closesAt\":\"2026-02-01T00:00:00Z\"}}")),
                Arguments.of(
                        "a time that is none",
                        planned.replace(
                                "}", ",\"window\":{\"opensAt\":\"tomorrow\",\"closesAt\":\"2026-02-01T00:00:00Z\"}}")),
                Arguments.of("1,000 levels of arrays", "[".repeat(1_000) + "]".repeat(1_000)),
                Arguments.of("1,000 levels of objects", "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000)),
                Arguments.of("100,000 open brackets", "[".repeat(100_000)),
                Arguments.of("a number of 10,000 digits", planned.replace("\"t\"", "1".repeat(10_000))));
    }

    @ParameterizedTest(name = "a body with {0}")
    @MethodSource("malformedBodies")
    void isRefused(String what, String body) {
        Answer answer = manager.postRaw("/v1/releases", body.getBytes(UTF_8), JSON);
        answer.expect(400).requireProblem();
        assertThat(answer.faultyFields()).as("%s", answer).isNotEmpty();
        assertThat(answer.body().length).as("%s", answer).isLessThan(4_000);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Answer answer = manager.postRaw(
                        "/v1/releases",
                        "{\"product\":\"Bad Product\",\"title\":7,\"kind\":\"GOLD\",\"strategy\":\"ROLLING\",\"x\":1}"
                                .getBytes(UTF_8),
                        JSON)
                .expect(400);
        assertThat(answer.faultyFields()).containsExactlyInAnyOrder("product", "version", "title", "kind", "x");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = "{\"title\":\"??\"}".getBytes(UTF_8);
        body[10] = (byte) 0xc3;
        body[11] = (byte) 0x28;
        manager.postRaw("/v1/releases", body, JSON).expect(400).requireProblem();
    }

    @Test
    void aBodyOverOneMebibyteIsTooLarge() {
        String large = "{\"title\":\"" + "x".repeat(1 << 20) + "\"}";
        manager.postRaw("/v1/releases", large.getBytes(UTF_8), JSON).expectProblem(413, "too-large");
        String muchLarger = "{\"title\":\"" + "x".repeat(8 << 20) + "\"}";
        try {
            manager.postRaw("/v1/releases", muchLarger.getBytes(UTF_8), JSON).expectProblem(413, "too-large");
        } catch (java.io.UncheckedIOException cutOff) {
            // A server may also cut off who goes on sending.
            assertThat(ledger.commandService(0).health()).isEqualTo(200);
        }
    }

    @Test
    void anythingButJsonIsAnUnsupportedMediaType() {
        for (String type :
                List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data")) {
            manager.postRaw("/v1/releases", "<a/>".getBytes(UTF_8), type)
                    .expect(415)
                    .requireProblem();
        }
    }

    @Test
    void fiveHundredAndOneChangesAreTooMany() {
        List<Map<String, Object>> changes = Stream.iterate(0, i -> i + 1)
                .limit(501)
                .map(i -> Team.aChange("pr-" + i, "the-developer"))
                .toList();
        team.the("developer")
                .post(path(release, "changes"), Map.of("changes", changes))
                .expect(400)
                .requireProblem();
        team.the("developer")
                .post(path(release, "changes"), Map.of("changes", List.of()))
                .expect(400)
                .requireProblem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"coverage\":\"high\"}",
                "{\"coverage\":null}",
                "{\"cover age\":1}",
                "{\"coverage\":1e999999999}",
                "{\"coverage\":-1e-999999999}",
                "{\"coverage\":NaN}",
                "[1]"
            })
    void valuesThatAreNoSensibleNumbersAreRefused(String values) {
        String body =
                "{\"stage\":\"DEVELOPMENT\",\"criterion\":\"code-reviewed\",\"outcome\":\"PASSED\",\"source\":\"ci\","
                        + "\"values\":" + values + "}";
        team.the("ci")
                .postRaw(path(release, "evidence"), body.getBytes(UTF_8), JSON)
                .expect(400)
                .requireProblem();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String command :
                List.of("changes", "evidence", "complete", "cancel", "stages/QA/approve", "deployments")) {
            Object body = switch (command) {
                case "changes" -> Team.change("pr-1");
                case "evidence" -> Team.passed("QA", "integration-tests");
                case "cancel" -> Map.of("reason", "none");
                case "deployments" -> Map.of("environment", "staging");
                default -> Map.of();
            };
            manager.post("/v1/releases/" + NOWHERE + "/" + command, body).expectProblem(404, "not-found");
        }
        manager.get("/v1/releases/" + NOWHERE).expectProblem(404, "not-found");
        manager.get("/v1/releases/" + NOWHERE + "/history").expectProblem(404, "not-found");
        auditor.get("/v1/releases/" + NOWHERE + "/refusals").expectProblem(404, "not-found");
        manager.post("/v1/nowhere", Map.of()).expect(404).requireProblem();
        manager.get("/v1/nowhere").expect(404).requireProblem();
        team.the("admin")
                .getFromCommands("/v1/directory/" + NOWHERE)
                .expect(404)
                .requireProblem();
    }

    @Test
    void partsOfAReleaseThatAreNotThereAreRefused() {
        for (String command : List.of("deployments/" + NOWHERE + "/advance", "checklist/no-such-item/tick")) {
            Object body = command.contains("advance") ? Map.of("percent", 10) : Map.of();
            Answer answer = manager.post(path(release, command), body);
            assertThat(answer.status()).as("%s", answer).isIn(404, 409, 422);
            answer.requireProblem();
        }
        Answer noSuchChange = manager.post(path(release, "changes/no-such-change/remove"), Map.of("reason", "gone"));
        assertThat(noSuchChange.status()).as("%s", noSuchChange).isIn(404, 409, 422);
        noSuchChange.requireProblem();
        manager.post(path(release, "deployments/" + NOWHERE + "/advance"), Map.of("percent", 101))
                .expect(400)
                .requireProblem();
        manager.post(path(release, "stages/NEVERLAND/approve"), Map.of())
                .expect(400)
                .requireProblem();
        // The HTTP server itself turns this down, before anything of ours could make a problem of it.
        manager.post(path(release, "checklist/%00/tick"), Map.of()).expect(400).requireDiscretion();
        manager.post(path(release, "checklist/" + "x".repeat(3_000) + "/tick"), Map.of())
                .requireProblem();
        manager.post("/v1/releases/not-an-id/complete", Map.of()).expect(400).requireProblem();
        manager.get("/v1/releases/not-an-id").expect(400).requireProblem();
    }

    @Test
    void aVersionThatIsThereAndAStageOutOfOrderAreConflicts() {
        manager.post("/v1/releases", Team.planned("bad-input", "1.0")).expectProblem(409, "version-is-new");
        Map<String, Object> sameId = new HashMap<>(Team.planned("bad-input", "9.9"));
        sameId.put("id", release.toString());
        Answer taken = manager.post("/v1/releases", sameId);
        assertThat(taken.status()).as("%s", taken).isIn(409, 422);
        taken.requireProblem();
        team.approve(release, "product-owner", "PRODUCTION").expectProblem(409, "stages-go-in-order");
        team.the("ci")
                .post(path(release, "deployments"), Map.of("environment", "production"))
                .expect(409)
                .requireProblem();
    }

    @Test
    void claimedTimesAreForImportersAlone_andNeverInTheFuture() {
        Map<String, Object> claimed = new LinkedHashMap<>(Team.planned("bad-input", "0.1"));
        claimed.put("occurredAt", "2020-01-01T00:00:00Z");
        manager.post("/v1/releases", claimed).expect(403).requireProblem();
        claimed.put("occurredAt", "2999-01-01T00:00:00Z");
        Answer future = team.the("importer").post("/v1/releases", claimed);
        assertThat(future.status()).as("%s", future).isIn(400, 422);
        future.requireProblem();
        team.the("importer")
                .post("/v1/releases", Team.planned("bad-input", "0.1"))
                .expect(403)
                .requireProblem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "W/\"7\"", "\"-1\"", "\"99999999999999999999\""})
    void sequencesThatAreNoneAreRefused(String ifMatch) {
        manager.post(path(release, "changes"), Team.change("pr-1"), Map.of("If-Match", ifMatch))
                .expect(400)
                .requireProblem();
    }

    @Test
    void keysThatAreNoneAreRefused() {
        for (String key : List.of("", "a b", "k".repeat(256))) {
            Answer answer = manager.post(path(release, "changes"), Team.change("pr-1"), Map.of("Idempotency-Key", key));
            answer.expect(400).requireProblem();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=0",
                "limit=201",
                "limit=99999999999999999999",
                "limit=ten",
                "limit=1&limit=2",
                "cursor=AAAA",
                "cursor=%00",
                "cursor=../../etc/passwd",
                "kind=GOLD",
                "status=%27%20or%201=1--",
                "stage=neverland",
                "strategy=",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "colour=red",
                "product=%00",
                "product=a%0Ab",
                "product=%ff%fe"
            })
    void parametersThatAreNoneAreRefused(String query) {
        auditor.get("/v1/releases?" + query).expect(400).requireProblem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?asOf=-1",
                "?asOf=soon",
                "?asOf=99999999999999999999",
                "?after=-2",
                "?after=x",
                "?clock=claimed",
                "?clock=cuckoo&asOf=1",
                "/history?limit=0",
                "/history?limit=1000000",
                "/history?after=-2",
                "/history?states=maybe",
                "/refusals?limit=-5"
            })
    void questionsAboutAReleaseThatMakeNoSenseAreRefused(String question) {
        auditor.get(path(release) + question).expect(400).requireProblem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-2", "after=x", "limit=0", "limit=-1", "limit=100001", "limit=99999999999", "x=y"})
    void questionsForEntriesThatMakeNoSenseAreRefused(String query) {
        auditor.get("/v1/entries?" + query).expect(400).requireProblem();
    }

    @Test
    void aCursorIsNotTakenForAnotherAndNotMadeByOthers() {
        for (int i = 0; i < 3; i++) {
            team.plan(PAGED, "1." + i);
        }
        ledger.whole();
        String cursor = auditor.get("/v1/releases?product=paged&limit=1")
                .expect(200)
                .json()
                .path("next")
                .asString();
        byte[] sealed = Base64.getUrlDecoder().decode(cursor);
        for (int i = 0; i < sealed.length; i += 5) {
            byte[] forged = sealed.clone();
            forged[i] ^= 1;
            auditor.get("/v1/releases?product=paged&cursor="
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(forged))
                    .expect(400)
                    .requireProblem();
        }
        auditor.get("/v1/releases?product=paged&limit=1&cursor=" + cursor).expect(200);
    }

    @Test
    void methodsThatAreNotThereAreNotAllowed() {
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            manager.toCommands(method, "/v1/releases").expect(405).requireProblem();
            manager.toQueries(method, "/v1/releases").expect(405).requireProblem();
        }
        manager.toQueries("POST", "/v1/releases").expect(405).requireProblem();
        manager.getFromCommands("/v1/releases").expect(405).requireProblem();
        manager.toQueries("TRACE", "/v1/releases").requireDiscretion();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/releases?x=<>\"{}| HTTP/1.1",
                "GET /v1/../../etc/passwd HTTP/1.1",
                "GET /v1/releases;a=b/..;/x HTTP/1.1",
                "GET //v1//releases HTTP/1.1",
                "GET /v1/releases/%2e%2e%2f HTTP/1.1",
                "GET /%c0%ae HTTP/1.1",
                "BREW /v1/releases HTTP/1.1",
                "GET /v1/releases HTTP/9.9",
                "nonsense"
            })
    void requestsThatAreHardlyHttpAreRefusedWithoutAWordAboutUs(String requestLine) {
        for (var service : List.of(ledger.commandService(0), ledger.queryService(0))) {
            Answer answer = RawHttp.send(service.url(), requestLine, manager.token());
            assertThat(answer.status()).as("%s", answer).isBetween(400, 505).isNotEqualTo(500);
            answer.requireDiscretion();
            assertThat(answer.text()).doesNotContainIgnoringCase("tomcat");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        for (var service : List.of(ledger.commandService(0), ledger.queryService(0))) {
            Answer answer =
                    RawHttp.send(service.url(), "GET /v1/releases HTTP/1.1\r\nX-Large: " + "x".repeat(70_000), null);
            assertThat(answer.status()).isBetween(400, 499);
            answer.requireDiscretion();
        }
    }
}
