package dev.releaseledger.command.flag.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.command.incident.Ledger;
import dev.releaseledger.command.release.rollback.QuickProduct;
import dev.releaseledger.command.release.rollback.QuickProduct.Reply;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dark deployments that flags of the ledger open and take back, by the whole service. */
class FlagsOpenDeploymentsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ACTS_FIRST = """
            {"stages": [{"stage": "DEVELOPMENT"}, {"stage": "QA"}, {"stage": "STAGING"}, {"stage": "PRODUCTION"},
                        {"stage": "POST_RELEASE"}], "checklists": [], "rollback": {"preAuthorised": ["error-rate"]}}""";

    private final TestDatabase database = TestServers.shared().newDatabase();
    private final TestIssuer issuer = TestIssuer.start();
    private final String[] settings = {
        "--release-ledger.topics.prefix=" + TestServers.shared().newTopicPrefix(),
        "--release-ledger.signing-key=" + RunningCommandService.signingKey(),
        "--release-ledger.security.issuer=" + issuer.issuer(),
        "--release-ledger.security.jwk-set-uri=" + issuer.jwkSetUri()
    };
    private final Ledger ledger = Ledger.of(database);
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private RunningCommandService service = start();
    private final QuickProduct shop =
            new QuickProduct(database, issuer, () -> service.uri("/").getPort(), "checkout");

    @AfterEach
    void stop() {
        service.close();
        issuer.close();
    }

    private RunningCommandService start() {
        return RunningCommandService.startOn(database, () -> Instant.now().plus(ahead.get()), settings);
    }

    @Test
    void givenADarkDeployment_itsFlagsAreLinked_openItWhileItIsHealthy_andTakeItBackWhenATriggerFires() {
        shop.taken("admin", "/v1/policies/checkout", ACTS_FIRST);
        String later = shop.flag("pay-later");
        String rates = shop.flag("pay-in-rates");
        String release = shop.approved("1.1.0");
        String deployment = shop.dark(release, "pay-later", "pay-in-rates");

        awaitSaid(later, "flag.defined", "flag.linked");
        awaitSaid(rates, "flag.defined", "flag.linked");
        Envelope linked = ledger.of(stream(later)).getLast();
        assertThat(linked.data().get("releaseId").stringValue()).isEqualTo(id(release));
        assertThat(linked.causationId())
                .isEqualTo(entry(release, "rollout-planned").id().toString());

        advance(later, 1_000, 200);
        assertThat(advance(later, 2_000, 409).type()).isEqualTo("opened-deployment-is-healthy");
        report(release, deployment, "0.1");
        advance(later, 2_000, 200);
        report(release, deployment, "12.5");
        shop.awaitProcedure(release, "triggered", "started", "execution-started", "step-done");
        JsonNode rollback = shop.newest(release, "rollback-triggered");
        assertThat(shop.newest(release, "rollback-step-done").toString())
                .contains("\"source\":\"release-ledger\"", "\"flags\":[\"pay-in-rates\",\"pay-later\"]");
        for (String flag : List.of(later, rates)) {
            Envelope disabled = ledger.of(stream(flag)).getLast();
            assertThat(disabled.type()).isEqualTo("dev.releaseledger.flag.disabled.v1");
            assertThat(disabled.attribution().roles()).containsExactly(Role.ON_CALL);
            assertThat(disabled.data().get("releaseId").stringValue()).isEqualTo(id(release));
            assertThat(disabled.data().get("rollbackId")).isEqualTo(rollback.get("rollbackId"));
            assertThat(disabled.data().get("reason")).isEqualTo(rollback.get("summary"));
        }

        shop.taken("release-manager", later + "/enable", "{\"reason\":\"Mended\"}");
        assertThat(advance(later, 3_000, 409).type()).isEqualTo("opened-deployment-is-healthy");
        report(release, deployment, "0.1");
        shop.awaitProcedure(release, "triggered", "started", "execution-started", "step-done", "verified");
        advance(later, 3_000, 200);
        assertThat(ledger.types(stream(later)))
                .containsExactly(
                        "flag.defined",
                        "flag.linked",
                        "flag.rollout-advanced",
                        "flag.rollout-advanced",
                        "flag.disabled",
                        "flag.enabled",
                        "flag.rollout-advanced");
        assertThat(ledger.types("refusal/" + stream(later))).hasSize(2);
        assertThat(ledger.types("refusal/" + stream(rates))).isEmpty();
        assertThat(shop.refusals(release)).isZero();
    }

    @Test
    void
            givenFlagsThatAreLinked_disabledOrArchivedAlready_andKeysOfAnotherSystem_onlyTheRestIsDone_andPeopleAreWaitedFor() {
        String open = shop.flag("open");
        String off = shop.flag("off");
        String gone = shop.flag("gone");
        String release = shop.approved("1.1.0");
        shop.taken("developer", open + "/link", "{\"releaseId\":\"" + id(release) + "\"}");
        shop.taken("on-call", off + "/disable", "{\"reason\":\"Errors\"}");
        shop.taken("ci", gone + "/clean-up", "{\"change\":\"https://git.example.com/pull/7\"}");
        shop.taken("developer", gone + "/archive", "{\"documentation\":\"https://wiki.example.com/gone\"}");
        String deployment = shop.dark(release, "open", "off", "gone", "elsewhere");
        awaitSaid(off, "flag.defined", "flag.disabled", "flag.linked");

        String rollback = shop.triggered(release, deployment, "FLAG");
        assertThat(advance(open, 1_000, 409).type()).isEqualTo("opened-deployment-is-healthy");
        shop.confirmed(rollback);

        awaitSaid(open, "flag.defined", "flag.linked", "flag.disabled");
        assertThat(ledger.types(stream(off))).containsExactly("flag.defined", "flag.disabled", "flag.linked");
        assertThat(ledger.types(stream(gone))).containsExactly("flag.defined", "flag.cleaned-up", "flag.archived");
        assertThat(shop.procedure(release)).containsExactly("triggered", "confirmed", "confirmed", "started");
        shop.taken(
                "on-call",
                rollback + "/steps",
                "{\"kind\":\"FLAG\",\"source\":\"Ole\",\"flags\":[\"open\",\"off\",\"gone\",\"elsewhere\"]}");
        shop.awaitProcedure(release, "triggered", "confirmed", "confirmed", "started", "step-done");
        for (String flag : List.of(off, gone)) {
            assertThat(ledger.types("refusal/" + stream(flag))).isEmpty();
        }
    }

    @Test
    void givenAServiceThatDiedAmongTheFlags_theOthersAreDisabledToo_eachOnce() {
        String first = shop.flag("first");
        String second = shop.flag("second");
        String release = shop.approved("1.1.0");
        String deployment = shop.dark(release, "first", "second");
        awaitSaid(second, "flag.defined", "flag.linked");
        awaitSaid(first, "flag.defined", "flag.linked");
        String rollback = shop.triggered(release, deployment, "FLAG");
        service.close();

        UUID id = UUID.fromString(id(rollback));
        say("release/" + id(release), new RollbackStarted(id, UUID.fromString(deployment), null));
        say("release/" + id(release), new RollbackExecutionStarted(id, RollbackKind.FLAG, 1, UUID.randomUUID()));
        say(stream(first), new FlagDisabled("Nobody can pay", UUID.fromString(id(release)), id));
        ahead.set(Duration.ofMinutes(3));
        service = start();

        shop.awaitProcedure(
                release,
                "triggered",
                "started",
                "execution-started",
                "execution-uncertain",
                "execution-started",
                "step-done");
        for (String flag : List.of(first, second)) {
            assertThat(ledger.types(stream(flag))).containsExactly("flag.defined", "flag.linked", "flag.disabled");
            assertThat(ledger.types("refusal/" + stream(flag))).isEmpty();
        }
    }

    private Reply advance(String flag, int basisPoints, int status) {
        Reply reply = shop.as("release-manager", flag + "/advance", "{\"basisPoints\":" + basisPoints + "}");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        return reply;
    }

    private void report(String release, String deployment, String errorRate) {
        Instant now = Instant.now();
        shop.taken(
                "ci",
                release + "/deployments/" + deployment + "/health",
                "{\"from\":\"" + now + "\",\"to\":\"" + now.plusMillis(1)
                        + "\",\"source\":\"probe\",\"samples\":1000,\"errorRatePercent\":" + errorRate + "}");
    }

    private void say(String stream, Event event) {
        EntryDraft draft = EntryDraft.of(
                UUID.randomUUID(),
                "/release-ledger/" + RunningCommandService.ORIGIN,
                stream,
                event,
                new Attribution(UUID.randomUUID(), Set.of(Role.ON_CALL), Instant.now(), null),
                "died",
                null,
                null);
        try (AppendEngine engine = LedgerDatabases.engine(database)) {
            assertThat(engine.append(Append.of(
                            List.of(new Expectation(stream, ledger.of(stream).size() - 1)),
                            List.of(new PendingEntry(draft)))))
                    .isInstanceOf(AppendOutcome.Appended.class);
        }
    }

    private void awaitSaid(String flag, String... types) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ledger.types(stream(flag))).containsExactly(types));
    }

    private Envelope entry(String release, String kind) {
        return shop.entries(release).stream()
                .filter(entry -> entry.type().contains(kind))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static String stream(String flag) {
        return "flag/" + id(flag);
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
