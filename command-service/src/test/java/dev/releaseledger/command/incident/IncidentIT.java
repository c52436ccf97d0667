package dev.releaseledger.command.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.TextDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incidents as people run them, by the whole service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentIT {
    private static final LocalDate IN_A_WEEK = LocalDate.now(ZoneOffset.UTC).plusDays(7);

    private RunningCommandService service;
    private Ledger ledger;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        ledger = Ledger.of(service);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> open("warm-up", "SEV4").status() == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void anIncidentGoesFromOpenToClosed_whichIsRefusedWhileAnythingIsOpen() {
        Reply opened = open("whole", "SEV1");
        String id = id(opened);
        assertThat(opened.header("location")).isEqualTo("/v1/incidents/" + id);
        assertThat(opened.header("etag")).isEqualTo("\"0\"");

        ok(run(id, "acknowledge", "{}"));
        ok(run(id, "severity", "{\"severity\":\"SEV2\",\"reason\":\"Only cards are concerned\"}"));
        Instant began = Instant.now().minusSeconds(600);
        ok(run(
                id,
                "impacts",
                "{\"description\":\"One in ten cannot pay\",\"from\":\"" + began + "\",\"until\":\""
                        + began.plusSeconds(300) + "\"}"));
        ok(run(id, "roles", "{\"role\":\"COMMANDER\",\"person\":\"mia\"}"));
        Reply written = service.post(
                "dina", List.of("developer"), path(id, "log"), "{\"text\":\"The pool is empty\",\"positions\":[0]}");
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.header("location")).isEqualTo("/v1/incidents/" + id + "/log/" + id(written));
        ok(run(id, "mitigate", "{\"how\":\"Restarted\"}"));
        ok(run(id, "resolve", "{\"how\":\"A larger pool\"}"));

        Reply tooEarly = run(id, "close", "{}");
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.body().get("violations").toString())
                .contains("RootCauseIsStated", "PostMortemIsPublished")
                .doesNotContain("ActionItemsAreSettled", "ReReleaseIsPlanned");

        ok(run(
                id,
                "root-cause",
                "{\"statement\":\"A leak\",\"category\":\"CHANGE\",\"factors\":[\"No limit\"],\"positions\":[0]}"));
        Reply item = run(id, "action-items", actionItem("Alert on the pool", IN_A_WEEK));
        assertThat(item.status()).isEqualTo(201);
        String itemId = id(item);
        assertThat(item.header("location")).isEqualTo("/v1/incidents/" + id + "/action-items/" + itemId);
        ok(run(id, "post-mortem", "{\"markdown\":\"# What we learnt\\n\"}"));
        ok(run(id, "re-release", "{\"plan\":\"Nothing was taken back\"}"));
        assertThat(run(id, "close", "{}").body().get("violations").toString())
                .contains("ActionItemsAreSettled", itemId);
        ok(service.post(
                "dina",
                List.of("developer"),
                path(id, "action-items/" + itemId + "/done"),
                "{\"comment\":\"Merged\"}"));
        ok(run(id, "close", "{\"comment\":\"Thanks\"}"));

        assertThat(ledger.types("incident/" + id))
                .containsExactly(
                        "incident.opened",
                        "incident.acknowledged",
                        "incident.severity-changed",
                        "incident.impact-stated",
                        "incident.role-assigned",
                        "incident.log-entry-written",
                        "incident.mitigated",
                        "incident.resolved",
                        "incident.root-cause-stated",
                        "incident.action-item-added",
                        "incident.post-mortem-published",
                        "incident.re-release-planned",
                        "incident.action-item-done",
                        "incident.closed");
        assertThat(ledger.types("refusal/incident/" + id)).hasSize(2);
        Envelope postMortem = ledger.of("incident/" + id).get(10);
        assertThat(postMortem.data().get("digest").stringValue()).isEqualTo(TextDigest.of("# What we learnt\n"));
        assertThat(run(id, "log", "{\"text\":\"One more thing\"}").status()).isEqualTo(409);
        ok(run(id, "reopen", "{\"reason\":\"It leaks again\"}"));
        assertThat(run(id, "log", "{\"text\":\"One more thing\"}").status()).isEqualTo(201);
    }

    @Test
    void givenPersonsInABody_theLedgerHasTheirDirectoryIds() {
        String id = id(open("people", "SEV3"));
        ok(run(id, "roles", "{\"role\":\"RESPONDER\",\"person\":\"dina\"}"));
        assertThat(run(id, "action-items", actionItem("Mend it", IN_A_WEEK)).status())
                .isEqualTo(201);

        List<Envelope> entries = ledger.of("incident/" + id);
        String dina = entries.get(1).data().get("person").stringValue();
        assertThat(UUID.fromString(dina)).isNotNull();
        assertThat(entries.get(2).data().get("owner").stringValue()).isEqualTo(dina);
    }

    @Test
    void givenACorrection_itIsAnotherEntryThatPointsAtTheFirst_whichStays() {
        String id = id(open("corrected", "SEV3"));
        String first = id(run(id, "log", "{\"text\":\"Began at ten\"}"));
        Reply correction = run(id, "log", "{\"text\":\"Began at nine\",\"corrects\":\"" + first + "\"}");

        assertThat(correction.status()).isEqualTo(201);
        List<Envelope> entries = ledger.of("incident/" + id);
        assertThat(entries.get(1).data().get("text").stringValue()).isEqualTo("Began at ten");
        assertThat(entries.get(2).data().get("corrects").stringValue()).isEqualTo(first);
        Reply ofNothing = run(id, "log", "{\"text\":\"t\",\"corrects\":\"" + UUID.randomUUID() + "\"}");
        assertThat(ofNothing.status()).isEqualTo(409);
        assertThat(ofNothing.body().get("type").stringValue()).endsWith("/rules/correction-is-of-a-log-entry");
        assertThat(ledger.types("refusal/incident/" + id)).hasSize(1);
    }

    @Test
    void givenTwoPersonsWhoWriteAtTheSameTime_eachEntryIsThereOnce() throws Exception {
        String id = id(open("busy", "SEV3"));
        List<Callable<Reply>> both = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> {
            both.add(() -> run(id, "log", "{\"text\":\"olga " + i + "\"}"));
            both.add(
                    () -> service.post("dina", List.of("developer"), path(id, "log"), "{\"text\":\"dina " + i + "\"}"));
        });
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            for (Future<Reply> reply : people.invokeAll(both)) {
                assertThat(reply.get().status()).isEqualTo(201);
            }
        }
        assertThat(ledger.of("incident/" + id).stream()
                        .skip(1)
                        .map(entry -> entry.data().get("text").stringValue()))
                .doesNotHaveDuplicates()
                .hasSize(40);
    }

    @Test
    void givenTheSameRequestAgain_theAnswerIsTheSameAndNothingMoreIsSaid() {
        String id = id(open("again", "SEV3"));
        String entry = "{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"Once\"}";
        assertThat(run(id, "log", entry).status()).isEqualTo(201);
        assertThat(run(id, "log", entry).status()).isLessThan(300);
        Reply first = run(id, "log", "{\"text\":\"With a key\"}", "Idempotency-Key", "k1");
        Reply second = run(id, "log", "{\"text\":\"With a key\"}", "Idempotency-Key", "k1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
        assertThat(ledger.types("incident/" + id)).hasSize(3);
        assertThat(run(id, "acknowledge", "{}", "If-Match", "\"0\"").status()).isEqualTo(412);
        ok(run(id, "acknowledge", "{}", "If-Match", "\"2\""));
        assertThat(ledger.types("refusal/incident/" + id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "severity | {'severity':'SEV3','reason':'r'} | severity-is-another",
                "impacts | {'description':'d','from':'2026-01-02T00:00:00Z','until':'2026-01-01T00:00:00Z'} | impact-ends-after-it-begins",
                "impacts | {'description':'d','from':'2999-01-01T00:00:00Z'} | times-are-of-the-past",
                "mitigate | {'how':'h','at':'2001-01-01T00:00:00Z'} | relief-comes-after-detection",
                "resolve | {'how':'h','at':'2999-01-01T00:00:00Z'} | times-are-of-the-past",
                "reopen | {'reason':'r'} | only-what-is-over-is-reopened",
                "log | {'text':'t','positions':[99999999]} | positions-are-in-the-ledger",
                "root-cause | {'statement':'s','category':'DATA','positions':[-1]} | positions-are-in-the-ledger",
                "action-items | {'title':'t','owner':'dina','due':'2001-01-01'} | due-day-is-ahead",
                "action-items/00000000-0000-0000-0000-000000000001/done | {} | action-item-is-open",
                "action-items/00000000-0000-0000-0000-000000000001/drop | {'reason':'r'} | action-item-is-open",
                "re-release | {'plan':'p','releaseId':'00000000-0000-0000-0000-000000000001'} | links-are-in-the-ledger",
                "links | {'links':[{'releaseId':'00000000-0000-0000-0000-000000000001'}]} | links-are-in-the-ledger",
                "links | {'links':[{}]} | links-lead-somewhere",
                "close | {} | only-what-is-resolved-is-closed"
            })
    void whatMayNotFollowIsRefusedAndRecorded(String what, String body, String rule) {
        String id = id(open("refused", "SEV3"));

        Reply refused = run(id, what, body.replace('\'', '"'));

        assertThat(refused.status()).isIn(409, 422);
        assertThat(refused.body().toString()).contains("/rules/" + rule);
        assertThat(ledger.types("refusal/incident/" + id)).containsExactly("refusal.command-refused");
        assertThat(ledger.types("incident/" + id)).containsExactly("incident.opened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acknowledge | {} | on-call,support | developer,ci,qa-lead,manager,release-manager,product-owner,auditor,admin",
                "log | {'text':'t'} | on-call,support,developer | ci,qa-lead,manager,release-manager,auditor,admin",
                "links | {'links':[{'alert':{'name':'n','fingerprint':'f','startsAt':'2026-01-01T00:00:00Z'}}]}"
                        + " | on-call,support,ci | developer,qa-lead,auditor,admin",
                "resolve | {'how':'h'} | on-call,support | developer,ci,manager,auditor,admin"
            })
    void whoMayDoWhat_andForWhichProduct(String what, String body, String may, String mayNot) {
        String json = body.replace('\'', '"');
        for (String role : mayNot.split(",")) {
            String id = id(open("rights", "SEV3"));
            Reply refused = service.post("zoe-" + role, List.of(role), path(id, what), json);
            assertThat(refused.status()).as(role).isEqualTo(403);
            assertThat(refused.body().toString()).contains("/rules/actor-may-run-incidents");
            assertThat(ledger.types("refusal/incident/" + id)).hasSize(1);
        }
        for (String role : may.split(",")) {
            String product = "rights-" + role;
            String id = id(open(product, "SEV3"));
            assertThat(service.post("yves", List.of(role + "@payments"), path(id, what), json)
                            .status())
                    .as(role + " of another product")
                    .isEqualTo(403);
            assertThat(service.post("yves", List.of(role + "@" + product), path(id, what), json)
                            .status())
                    .as(role)
                    .isLessThan(300);
        }
    }

    @Test
    void givenSomebodyWhoMayNotOpenOne_thatIsRefusedAndRecorded() {
        UUID id = UUID.randomUUID();
        Reply refused = service.post(
                "dina",
                List.of("developer"),
                "/v1/incidents",
                opening("closed-shop", "SEV3", "\"id\":\"" + id + "\","));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(ledger.types("refusal/incident/" + id)).containsExactly("refusal.command-refused");
        assertThat(ledger.types("incident/" + id)).isEmpty();
    }

    @Test
    void givenBodiesThatAreNotAsTheyShouldBe_everyFaultIsNamedAndNothingIsRecorded() {
        String id = id(open("faulty", "SEV3"));
        long size = ledger.entries().nextPosition();

        Reply opened = service.post(
                "olga",
                List.of("on-call"),
                "/v1/incidents",
                "{\"product\":\"Not A Product\",\"environment\":\"PROD\",\"title\":\"" + "t".repeat(201)
                        + "\",\"severity\":\"SEV9\",\"detectedAt\":\"yesterday\",\"links\":["
                        + "{},".repeat(20) + "{}],\"origin\":\"ROLLBACK\"}");
        assertThat(opened.status()).isEqualTo(400);
        assertThat(opened.body().toString())
                .contains("product", "environment", "title", "severity", "detectedAt", "links", "origin");
        assertFaults(
                run(id, "log", "{\"text\":\" \",\"at\":5,\"positions\":[\"x\"],\"edits\":1}"),
                "text",
                "at",
                "positions[0]",
                "edits");
        assertFaults(
                run(id, "root-cause", "{\"category\":\"FATE\",\"factors\":[" + "\"f\",".repeat(20) + "\"f\"]}"),
                "statement",
                "category",
                "factors");
        assertFaults(run(id, "action-items", "{\"due\":\"soon\"}"), "title", "owner", "due");
        assertFaults(run(id, "roles", "{\"role\":\"HERO\"}"), "role", "person");
        assertFaults(run(id, "links", "{\"links\":[]}"), "links");
        assertFaults(
                run(id, "links", "{\"links\":[{\"alert\":{\"name\":\"\",\"startsAt\":1}}]}"),
                "links[0].alert.name",
                "links[0].alert.fingerprint",
                "links[0].alert.startsAt");
        assertFaults(run(id, "post-mortem", "{\"markdown\":\"" + "ü".repeat(20_481) + "\"}"), "markdown");
        assertFaults(run(id, "merge", "{}"), "into", "reason");
        assertFaults(run(id, "log", "{\"text\":\"" + "t".repeat(10_001) + "\"}"), "text");
        assertThat(ledger.entries().nextPosition()).isEqualTo(size);
        ok(run(id, "post-mortem", "{\"markdown\":\"" + "ü".repeat(20_480) + "\"}"));
    }

    @Test
    void givenAnIncidentThatWasNeverOpened_itIsNotFound() {
        assertThat(run(UUID.randomUUID().toString(), "acknowledge", "{}").status())
                .isEqualTo(404);
        assertThat(run("not-an-id", "acknowledge", "{}").status()).isEqualTo(400);
    }

    @Test
    void givenALinkToAReleaseThatIsThere_itIsOnRecord() {
        Reply planned = service.post(
                "rita",
                List.of("release-manager"),
                "/v1/releases",
                "{\"product\":\"linked\",\"version\":\"1.0.0\",\"title\":\"t\",\"kind\":\"STANDARD\",\"strategy\":\"BIG_BANG\"}");
        String release = id(planned);
        Reply opened = service.post(
                "olga",
                List.of("on-call"),
                "/v1/incidents",
                opening("linked", "SEV3", "\"links\":[{\"releaseId\":\"" + release + "\"}],"));
        String id = id(opened);

        assertThat(opened.status()).isEqualTo(201);
        assertThat(ledger.of("incident/" + id).getFirst().data().get("links").toString())
                .contains(release);
        Reply again = run(id, "links", "{\"links\":[{\"releaseId\":\"" + release + "\"}]}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("type").stringValue()).endsWith("/rules/link-is-new");
        ok(run(id, "re-release", "{\"plan\":\"It comes again\",\"releaseId\":\"" + release + "\"}"));
    }

    @Test
    void givenAnAlertThatHasAnIncident_anotherIsNotLinkedToIt_andTheRefusalSaysWhoHasIt() {
        String links =
                "{\"links\":[{\"alert\":{\"name\":\"Errors\",\"fingerprint\":\"f1\",\"startsAt\":\"2026-01-01T00:00:00Z\"}}]}";
        String first = id(open("alerted", "SEV3"));
        ok(run(first, "links", links));
        String second = id(open("alerted", "SEV3"));

        Reply refused = run(second, "links", links);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("type").stringValue()).endsWith("/rules/link-is-of-no-other-incident");
        Envelope recorded = ledger.of("refusal/incident/" + second).getFirst();
        assertThat(recorded.type()).isEqualTo("dev.releaseledger.refusal.claim-refused.v1");
        assertThat(recorded.data().get("holder").stringValue()).isEqualTo("incident/" + first);
    }

    @Test
    void givenHistoryWithClaimedTimes_onlyAnImporterTellsIt_andNotOfTheFuture() {
        String at = "\"occurredAt\":\"2025-01-01T00:00:00Z\",";
        assertThat(service.post("olga", List.of("on-call"), "/v1/incidents", opening("past", "SEV3", at))
                        .status())
                .isEqualTo(403);
        Reply opened = service.post("ida", List.of("importer"), "/v1/incidents", opening("past", "SEV3", at));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(ledger.of("incident/" + id(opened))
                        .getFirst()
                        .data()
                        .get("detectedAt")
                        .stringValue())
                .isEqualTo("2025-01-01T00:00:00Z");
        Reply future = service.post(
                "ida", List.of("importer"), "/v1/incidents", opening("past", "SEV3", at.replace("2025", "2999")));
        assertThat(future.status()).isEqualTo(422);
        assertThat(future.body().toString()).contains("/rules/backfill-is-of-the-past");
    }

    private static void assertFaults(Reply reply, String... fields) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()
                        .get("faults")
                        .valueStream()
                        .map(fault -> fault.get("field").stringValue()))
                .containsExactlyInAnyOrder(fields);
    }

    private Reply open(String product, String severity) {
        return service.post("olga", List.of("on-call"), "/v1/incidents", opening(product, severity, ""));
    }

    private static String opening(String product, String severity, String more) {
        return "{" + more + "\"product\":\"" + product
                + "\",\"environment\":\"production\",\"title\":\"Nobody can pay\"," + "\"severity\":\"" + severity
                + "\"}";
    }

    private static String actionItem(String title, LocalDate due) {
        return "{\"title\":\"" + title + "\",\"owner\":\"dina\",\"due\":\"" + due + "\"}";
    }

    private Reply run(String id, String what, String body, String... headers) {
        return service.post("olga", List.of("on-call"), path(id, what), body, headers);
    }

    private static String path(String id, String what) {
        return "/v1/incidents/" + id + "/" + what;
    }

    private static String id(Reply reply) {
        return reply.body().get("id").stringValue();
    }

    private static void ok(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }
}
