package dev.releaseledger.command.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.incident.IncidentClaims;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Incidents that turn out to be the same, by the whole service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergedIncidentsIT {
    private RunningCommandService service;
    private Ledger ledger;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        ledger = Ledger.of(service);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> open("warm-up").status() == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void givenADuplicate_bothIncidentsTellOfIt_oneRightAfterTheOther() {
        String survivor = id(open("same"));
        String duplicate = id(open("same"));
        alerted(duplicate, "f1");
        alerted(survivor, "f2");

        assertThat(merge(duplicate, survivor).status()).isEqualTo(200);

        Envelope merged = ledger.of("incident/" + duplicate).getLast();
        Envelope taken = ledger.of("incident/" + survivor).getLast();
        assertThat(merged.data().get("into").stringValue()).isEqualTo(survivor);
        assertThat(taken.type()).isEqualTo("dev.releaseledger.incident.duplicate-taken.v1");
        assertThat(taken.data().get("duplicate").stringValue()).isEqualTo(duplicate);
        assertThat(taken.data().get("links").toString()).contains("f1").doesNotContain("f2");
        assertThat(taken.position()).isEqualTo(merged.position() + 1);
        assertThat(taken.attribution()).isEqualTo(merged.attribution());
        // What was cached of the survivor knows nothing of it yet.
        assertThat(alerted(survivor, "f3").status()).isEqualTo(200);
        assertThat(merge(duplicate, survivor).status()).isEqualTo(200);
        assertThat(ledger.types("incident/" + duplicate)).hasSize(3);
        assertThat(ledger.types("incident/" + survivor)).hasSize(4);
        Claims claims = new Claims(LedgerDatabases.dataSource(service.database()));
        assertThat(claims.holders(IncidentClaims.underWay("same"), 10)).containsExactly("incident/" + survivor);
    }

    @Test
    void givenAMergedIncident_nothingMoreIsSaidOfIt() {
        String survivor = id(open("silent"));
        String duplicate = id(open("silent"));
        merge(duplicate, survivor);

        Reply refused = alerted(duplicate, "f1");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").stringValue()).contains("goes on as " + survivor);
        assertThat(service.post("olga", List.of("on-call"), path(duplicate, "reopen"), "{\"reason\":\"r\"}")
                        .status())
                .isEqualTo(409);
        assertThat(ledger.types("refusal/incident/" + duplicate)).hasSize(2);
    }

    @Test
    void givenAnUnknownIncidentToMergeInto_itIsRefused() {
        refused(id(open("unknown")), UUID.randomUUID().toString(), "incident-is-opened", 409);
    }

    @Test
    void givenAClosedIncidentToMergeInto_itIsRefused() {
        String closed = id(open("closed"));
        service.post("olga", List.of("on-call"), path(closed, "resolve"), "{\"how\":\"h\"}");
        assertThat(service.post("olga", List.of("on-call"), path(closed, "close"), "{}")
                        .status())
                .isEqualTo(200);
        refused(id(open("closed")), closed, "incident-goes-on", 409);
    }

    @Test
    void givenAMergedIncidentToMergeInto_itIsRefused() {
        String survivor = id(open("chained"));
        String merged = id(open("chained"));
        merge(merged, survivor);
        refused(id(open("chained")), merged, "incident-goes-on", 409);
    }

    @Test
    void givenAnIncidentThatIsMergedIntoItself_itIsRefused() {
        String id = id(open("itself"));
        refused(id, id, "incident-is-not-merged-into-itself", 422);
    }

    @Test
    void givenAnIncidentOfAnotherProduct_itIsRefused() {
        refused(id(open("apples")), id(open("pears")), "duplicate-is-of-the-same-product", 422);
    }

    @Test
    void givenAnIncidentOfAProductThatTheyMayNotRead_theyAreToldNoMoreThanOfAnUnknownOne() {
        String theirs = id(open("secret"));
        String resolved = id(open("secret"));
        service.post("olga", List.of("on-call"), path(resolved, "resolve"), "{\"how\":\"h\"}");
        service.post("olga", List.of("on-call"), path(resolved, "close"), "{}");
        String unknown = toldOf(UUID.randomUUID().toString());

        assertThat(unknown).contains("no such incident was opened");
        assertThat(toldOf(theirs)).isEqualTo(unknown).doesNotContain("secret");
        assertThat(toldOf(resolved)).isEqualTo(unknown);
    }

    /** What somebody with rights on one product alone is told of merging into this incident, without what differs by itself. */
    private String toldOf(String into) {
        Reply reply = service.post(
                "ole",
                List.of("on-call@mine"),
                path(id(open("mine")), "merge"),
                "{\"into\":\"" + into + "\",\"reason\":\"r\"}");
        assertThat(reply.status()).isEqualTo(409);
        return reply.body().get("detail").stringValue()
                + reply.body().get("type").stringValue();
    }

    @Test
    void givenSomebodyWhoMayOnlyWriteTheLog_itIsForbidden() {
        String survivor = id(open("guarded"));
        String duplicate = id(open("guarded"));
        Reply reply = service.post(
                "dina",
                List.of("developer"),
                path(duplicate, "merge"),
                "{\"into\":\"" + survivor + "\",\"reason\":\"r\"}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(ledger.types("incident/" + survivor)).hasSize(1);
        assertThat(ledger.types("refusal/incident/" + duplicate)).hasSize(1);
    }

    @Test
    void givenTwoThatAreMergedIntoEachOtherAtTheSameTime_oneGoesOn() {
        for (int i = 0; i < 10; i++) {
            String one = id(open("crossed"));
            String other = id(open("crossed"));
            CompletableFuture<Reply> there = CompletableFuture.supplyAsync(() -> merge(one, other));
            Reply back = merge(other, one);

            assertThat(List.of(there.join().status(), back.status())).containsExactlyInAnyOrder(200, 409);
            List<String> types = new java.util.ArrayList<>(ledger.types("incident/" + one));
            types.addAll(ledger.types("incident/" + other));
            assertThat(types)
                    .containsExactlyInAnyOrder(
                            "incident.opened", "incident.opened", "incident.merged", "incident.duplicate-taken");
        }
    }

    private void refused(String duplicate, String into, String rule, int status) {
        int before = ledger.types("incident/" + into).size();

        Reply refused = merge(duplicate, into);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body().toString()).contains("/rules/" + rule);
        assertThat(ledger.types("refusal/incident/" + duplicate)).containsExactly("refusal.command-refused");
        assertThat(ledger.types("incident/" + into)).hasSize(before);
        assertThat(ledger.types("incident/" + duplicate)).containsExactly("incident.opened");
    }

    private Reply open(String product) {
        return service.post(
                "olga",
                List.of("on-call"),
                "/v1/incidents",
                "{\"product\":\"" + product + "\",\"environment\":\"production\",\"title\":\"Nobody can pay\","
                        + "\"severity\":\"SEV4\"}");
    }

    private Reply merge(String duplicate, String into) {
        return service.post(
                "olga",
                List.of("on-call"),
                path(duplicate, "merge"),
                "{\"into\":\"" + into + "\",\"reason\":\"The same pool\"}");
    }

    private Reply alerted(String id, String fingerprint) {
        return service.post(
                "olga",
                List.of("on-call"),
                path(id, "links"),
                "{\"links\":[{\"alert\":{\"name\":\"Errors\",\"fingerprint\":\"" + fingerprint
                        + "\",\"startsAt\":\"2026-01-01T00:00:00Z\"}}]}");
    }

    private static String path(String id, String what) {
        return "/v1/incidents/" + id + "/" + what;
    }

    private static String id(Reply reply) {
        return reply.body().get("id").stringValue();
    }
}
