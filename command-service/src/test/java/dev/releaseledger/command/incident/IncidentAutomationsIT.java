package dev.releaseledger.command.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.command.release.rollback.QuickProduct;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Incidents that nobody opens, by the whole service. */
class IncidentAutomationsIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final TestDatabase database = TestServers.shared().newDatabase();
    private final String[] settings = {
        "--release-ledger.topics.prefix=" + TestServers.shared().newTopicPrefix(),
        "--release-ledger.signing-key=" + RunningCommandService.signingKey()
    };
    private final Ledger ledger = Ledger.of(database);
    private RunningCommandService service = RunningCommandService.startOn(database, settings);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void givenARollback_thereIsOneIncident_alsoWhenItIsReactedToAgainAfterThatWasResolved() {
        QuickProduct shop = product("shop");
        String release = shop.inProduction("1.0.0");
        String deployment =
                shop.newest(release, "deployment-started").get("deploymentId").stringValue();
        String rollback = lastOf(shop.triggered(release, deployment, "CODE"));

        Envelope opened = awaitIncidents(1).getFirst();
        assertThat(opened.data().get("product").stringValue()).isEqualTo("shop");
        assertThat(opened.data().get("environment").stringValue()).isEqualTo("production");
        assertThat(opened.data().get("origin").stringValue()).isEqualTo("ROLLBACK");
        assertThat(opened.data().get("severity").stringValue()).isEqualTo("SEV2");
        assertThat(opened.data().get("links").toString()).contains(lastOf(release), deployment, rollback);
        assertThat(opened.causationId())
                .isEqualTo(ledger.ofType("release.rollback-triggered")
                        .getFirst()
                        .id()
                        .toString());
        run(opened.subject(), "resolve", "{\"how\":\"Taken back\"}");
        service.close();

        // As after a crash between the incident and the token.
        LedgerDatabases.asSuperuser(
                database, "update ledger.automation_token set token = convert_to('{\"globalIndex\":-1}', 'UTF8')");
        service = RunningCommandService.startOn(database, settings);
        QuickProduct later = product("later");
        String other = later.inProduction("1.0.0");
        later.triggered(
                other,
                later.newest(other, "deployment-started").get("deploymentId").stringValue(),
                "CODE");

        List<Envelope> all = awaitIncidents(2);
        assertThat(all.getLast().data().get("product").stringValue()).isEqualTo("later");
        assertThat(ledger.types(opened.subject())).containsExactly("incident.opened", "incident.resolved");
        assertThat(ledger.types("refusal/" + opened.subject())).isEmpty();
    }

    @Test
    void givenAnIncidentThatIsUnderWayThere_theRollbackIsLinkedToIt_andAfterItsEndOpensAnother() {
        QuickProduct shop = product("shop");
        String first = shop.inProduction("1.0.0");
        String incident = open("shop", "production");
        open("shop", "qa");
        String deployment =
                shop.newest(first, "deployment-started").get("deploymentId").stringValue();
        String rollback = shop.triggered(first, deployment, "CODE");
        awaitTypes(incident, "incident.opened", "incident.linked");
        assertThat(ledger.of(incident).getLast().data().toString()).contains(lastOf(rollback), deployment);
        shop.taken("on-call", rollback + "/withdraw", "{\"reason\":\"It was the network\"}");

        run(incident, "resolve", "{\"how\":\"The network works\"}");
        shop.triggered(first, deployment, "CODE");

        assertThat(awaitIncidents(3).getLast().data().get("origin").stringValue())
                .isEqualTo("ROLLBACK");
    }

    @Test
    void givenHistoryThatWasBackfilled_nothingIsOpened() {
        QuickProduct shop = product("shop");
        String release = shop.inProduction("1.0.0");
        UUID deployment = UUID.fromString(
                shop.newest(release, "deployment-started").get("deploymentId").stringValue());
        backfill(
                release,
                new RollbackTriggered(
                        UUID.randomUUID(),
                        deployment,
                        RollbackReason.CRITICAL_BUG,
                        Set.of(RollbackKind.CODE),
                        null,
                        "s"));
        backfill(release, new HotfixTriaged("production-outage", "Nobody could pay", UUID.randomUUID()));

        QuickProduct later = product("later");
        String other = later.inProduction("1.0.0");
        later.triggered(
                other,
                later.newest(other, "deployment-started").get("deploymentId").stringValue(),
                "CODE");

        assertThat(awaitIncidents(1).getFirst().data().get("product").stringValue())
                .isEqualTo("later");
    }

    @Test
    void givenAStormOfAlertsAtTwoServices_itIsOneIncident_andWhatIsOverClosesNothing() {
        product("shop");
        Instant began = Instant.now().minusSeconds(60);
        try (RunningCommandService second = RunningCommandService.startOn(database, settings)) {
            await().atMost(LONG)
                    .until(() -> tell(second, alert("warm-up", "qa", "w", began, null))
                                    .status()
                            == 200);
            List<CompletableFuture<Reply>> told = IntStream.range(0, 60)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> told(
                            i % 2 == 0 ? service : second,
                            // Both services are told of each alert.
                            alert("shop", "production", "f" + i / 2, began, null))))
                    .toList();
            Set<String> incidents = told.stream()
                    .map(CompletableFuture::join)
                    .map(reply ->
                            reply.body().get("alerts").get(0).get("incidentId").stringValue())
                    .collect(Collectors.toSet());

            assertThat(incidents).hasSize(1);
            String incident = "incident/" + incidents.iterator().next();
            assertThat(ledger.of(incident).stream()
                            .map(entry -> entry.data().toString().replaceAll(".*\"fingerprint\":\"(f\\d+)\".*", "$1")))
                    .hasSize(30)
                    .doesNotHaveDuplicates();
            assertThat(ledger.types(incident).subList(1, 30)).containsOnly("incident.linked");
            assertThat(ledger.types("refusal/" + incident)).isEmpty();

            Reply over = tell(service, alert("shop", "production", "f1", began, began.plusSeconds(5)));
            assertThat(over.body().get("alerts").get(0).get("incidentId").isNull())
                    .isTrue();
            tell(service, alert("shop", "production", "f1", began, null));
            assertThat(ledger.types(incident)).hasSize(30);
            tell(service, alert("shop", "qa", "f1", began.plusMillis(1), null));
            assertThat(incidentsOf("shop")).hasSize(2);
        }
    }

    @Test
    void givenAnAlertAfterItsIncidentIsOver_theSameFiringOpensNoOther_butALaterOneDoes() {
        product("shop");
        Instant began = Instant.now().minusSeconds(60);
        String first = tell(service, alert("shop", "production", "f1", began, null))
                .body()
                .get("alerts")
                .get(0)
                .get("incidentId")
                .stringValue();
        run("incident/" + first, "resolve", "{\"how\":\"Restarted\"}");

        Reply again = tell(service, alert("shop", "production", "f1", began, null));
        Reply later = tell(service, alert("shop", "production", "f1", began.plusSeconds(30), null));

        assertThat(again.body().get("alerts").get(0).get("incidentId").stringValue())
                .isEqualTo(first);
        assertThat(later.body().get("alerts").get(0).get("incidentId").stringValue())
                .isNotEqualTo(first);
        assertThat(incidentsOf("shop")).hasSize(2);
    }

    @Test
    void givenMoreUnderWayThanAreLookedThrough_whatHasThePlaceIsFoundAllTheSame() {
        product("shop");
        String there = open("shop", "production");
        LedgerDatabases.asSuperuser(
                database,
                "insert into ledger.claim (name, stream) select 'incident-under-way:shop/z' || n, 'incident/'"
                        + " || gen_random_uuid() from generate_series(1, 200) n");

        Reply told =
                tell(service, alert("shop", "production", "f1", Instant.now().minusSeconds(60), null));

        assertThat("incident/" + incidentOf(told)).isEqualTo(there);
        assertThat(ledger.types(there)).containsExactly("incident.opened", "incident.linked");
    }

    @Test
    void givenAnIncidentThatWasMerged_whatLedToItLeadsToWhereItGoesOn() {
        product("shop");
        Instant began = Instant.now().minusSeconds(60);
        String first = incidentOf(tell(service, alert("shop", "production", "f1", began, null)));
        String second = lastOf(open("shop", "qa"));
        String last = lastOf(open("shop", "staging"));
        merge(first, second);
        merge(second, last);

        assertThat(incidentOf(tell(service, alert("shop", "production", "f1", began, null))))
                .isEqualTo(last);
        // It is where its duplicates were, too.
        assertThat(incidentOf(tell(service, alert("shop", "production", "f2", began, null))))
                .isEqualTo(last);
        assertThat(incidentOf(tell(service, alert("shop", "elsewhere", "f3", began, null))))
                .isNotEqualTo(last);
    }

    @Test
    void givenAnIncidentWhoseEnvironmentNobodyNamed_whatHappensAnywhereIsLinkedToIt() {
        product("shop");
        Reply opened = service.post(
                "olga",
                List.of("on-call"),
                "/v1/incidents",
                "{\"product\":\"shop\",\"title\":\"Nobody can pay\",\"severity\":\"SEV3\"}");
        assertThat(opened.status()).isEqualTo(201);

        Reply told =
                tell(service, alert("shop", "production", "f1", Instant.now().minusSeconds(60), null));

        assertThat(incidentOf(told)).isEqualTo(opened.body().get("id").stringValue());
    }

    @Test
    void givenAHotfix_itOpensAnIncident_orIsLinkedToOneOfItsProductThatIsUnderWay() {
        QuickProduct shop = product("shop");
        String hotfix = hotfix(shop, "1.0.1");
        Envelope opened = awaitIncidents(1).getFirst();
        assertThat(opened.data().get("origin").stringValue()).isEqualTo("HOTFIX");
        assertThat(opened.data().get("title").stringValue()).contains("1.0.1", "Nobody can pay");
        assertThat(opened.data().get("links").toString()).contains(lastOf(hotfix));

        hotfix(shop, "1.0.2");
        awaitTypes(opened.subject(), "incident.opened", "incident.linked");
        assertThat(incidentsOf("shop")).hasSize(1);
    }

    @Test
    void givenAClosedIncident_itsActionItemIsOverdueAllTheSame_andCanBeDone() {
        product("shop");
        String incident = open("shop", "production");
        LocalDate due = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        String late = addItem(incident, due);
        awaitDeadlines(1);
        // As a policy lets it that does not want action items to be settled.
        closeWhateverIsOpen(incident);
        service.close();

        Duration away = Duration.between(
                Instant.now(), due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        service = RunningCommandService.startOn(database, () -> Instant.now().plus(away), settings);
        awaitDeadlines(0);

        assertThat(ledger.types(incident))
                .containsExactly(
                        "incident.opened",
                        "incident.action-item-added",
                        "incident.resolved",
                        "incident.closed",
                        "incident.action-item-overdue");
        run(incident, "action-items/" + late + "/done", "{}");
    }

    @Test
    void givenAnActionItemWhoseLastDayPasses_itIsOverdue_unlessItIsDone_alsoAfterARestart() {
        product("shop");
        String incident = open("shop", "production");
        LocalDate due = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        String late = addItem(incident, due);
        String done = addItem(incident, due);
        run(incident, "action-items/" + done + "/done", "{}");
        awaitDeadlines(2);
        service.close();

        Duration away = Duration.between(
                Instant.now(), due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        service = RunningCommandService.startOn(database, () -> Instant.now().plus(away), settings);
        awaitDeadlines(0);

        Envelope overdue = ledger.of(incident).getLast();
        assertThat(overdue.type()).isEqualTo("dev.releaseledger.incident.action-item-overdue.v1");
        assertThat(overdue.data().get("actionItemId").stringValue()).isEqualTo(late);
        assertThat(overdue.attribution().roles()).isEmpty();
        assertThat(ledger.types(incident)).hasSize(5);
        assertThat(ledger.types("refusal/" + incident)).isEmpty();
        assertThat(post(incident, "action-items/" + late + "/done", "{}").status())
                .isEqualTo(200);
    }

    private QuickProduct product(String name) {
        return new QuickProduct(
                database, service.issuer(), () -> service.uri("/").getPort(), name);
    }

    private String hotfix(QuickProduct shop, String version) {
        String release = "/v1/releases/" + shop.taken("release-manager", "/v1/releases", """
                {"product":"shop","version":"%s","title":"t","kind":"HOTFIX","strategy":"ROLLING","hotfixOf":"1.0.0"}""".formatted(version));
        shop.taken(
                "on-call",
                release + "/hotfix/triage",
                "{\"qualifiesBy\":\"production-outage\",\"severity\":\"Nobody can pay\"}");
        return release;
    }

    private void closeWhateverIsOpen(String incident) {
        Instant now = Instant.now();
        Attribution olga = new Attribution(UUID.randomUUID(), Set.of(Role.ON_CALL), now, null);
        append(incident, new IncidentResolved("Restarted", now), olga);
        append(incident, new IncidentClosed(null), olga);
    }

    private void merge(String duplicate, String into) {
        run("incident/" + duplicate, "merge", "{\"into\":\"" + into + "\",\"reason\":\"The same pool\"}");
    }

    private static String incidentOf(Reply told) {
        return told.body().get("alerts").get(0).get("incidentId").stringValue();
    }

    private void backfill(String release, ReleaseEvent event) {
        append(
                "release/" + lastOf(release),
                event,
                new Attribution(
                        UUID.randomUUID(),
                        Set.of(Role.IMPORTER),
                        Instant.now(),
                        Instant.parse("2025-01-01T00:00:00Z")));
    }

    private void append(String stream, Event event, Attribution by) {
        EntryDraft draft = EntryDraft.of(
                UUID.randomUUID(), "/release-ledger/command.test", stream, event, by, "history", null, null);
        try (AppendEngine engine = LedgerDatabases.engine(database)) {
            await().atMost(LONG)
                    .until(() -> engine.append(Append.of(List.of(), List.of(new PendingEntry(draft))))
                            instanceof AppendOutcome.Appended);
        }
    }

    private String open(String product, String environment) {
        Reply reply = service.post(
                "olga",
                List.of("on-call"),
                "/v1/incidents",
                "{\"product\":\"" + product + "\",\"environment\":\"" + environment
                        + "\",\"title\":\"Nobody can pay\",\"severity\":\"SEV3\"}");
        assertThat(reply.status()).isEqualTo(201);
        return "incident/" + reply.body().get("id").stringValue();
    }

    private String addItem(String incident, LocalDate due) {
        Reply reply = post(
                incident, "action-items", "{\"title\":\"Alert on it\",\"owner\":\"dina\",\"due\":\"" + due + "\"}");
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().get("id").stringValue();
    }

    private void run(String incident, String what, String body) {
        assertThat(post(incident, what, body).status()).isEqualTo(200);
    }

    /** A service that has just started is asked until it answers. */
    private Reply post(String incident, String what, String body) {
        AtomicReference<Reply> reply = new AtomicReference<>();
        await().atMost(LONG).until(() -> {
            reply.set(service.post("olga", List.of("on-call"), "/v1/incidents/" + lastOf(incident) + "/" + what, body));
            return reply.get().status() != 503;
        });
        return reply.get();
    }

    /** As Alertmanager does, which tells again what was too much just then. */
    private static Reply told(RunningCommandService service, String alert) {
        AtomicReference<Reply> reply = new AtomicReference<>();
        await().atMost(LONG).until(() -> {
            reply.set(tell(service, alert));
            return reply.get().status() != 503;
        });
        return reply.get();
    }

    private static Reply tell(RunningCommandService service, String alert) {
        return service.post(
                "alma",
                List.of("ci"),
                "/v1/alerts/alertmanager",
                "{\"version\":\"4\",\"receiver\":\"ledger\",\"status\":\"firing\",\"groupKey\":\"{}\",\"groupLabels\":{},"
                        + "\"alerts\":[" + alert + "]}");
    }

    private static String alert(
            String product,
            String environment,
            String fingerprint,
            Instant startsAt,
            @org.jspecify.annotations.Nullable Instant endsAt) {
        return "{\"status\":\"" + (endsAt == null ? "firing" : "resolved")
                + "\",\"labels\":{\"alertname\":\"HighErrorRate\",\"environment\":\"" + environment
                + "\",\"product\":\"" + product + "\"},\"annotations\":{},\"startsAt\":\"" + startsAt
                + "\",\"endsAt\":\"" + (endsAt == null ? "0001-01-01T00:00:00Z" : endsAt)
                + "\",\"fingerprint\":\"" + fingerprint + "\"}";
    }

    private List<Envelope> incidentsOf(String product) {
        return ledger.ofType("incident.opened").stream()
                .filter(entry -> entry.data().get("product").stringValue().equals(product))
                .toList();
    }

    private List<Envelope> awaitIncidents(int many) {
        List<Envelope> opened = new ArrayList<>();
        await().atMost(LONG).untilAsserted(() -> {
            opened.clear();
            opened.addAll(ledger.ofType("incident.opened"));
            assertThat(opened).hasSize(many);
        });
        return opened;
    }

    private void awaitTypes(String stream, String... types) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ledger.types(stream)).containsExactly(types));
    }

    private void awaitDeadlines(long kept) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(LedgerDatabases.count(
                                database,
                                "select count(*) from ledger.deadline where task_name = 'incident-action-item'"))
                        .isEqualTo(kept));
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
