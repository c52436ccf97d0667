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
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackFailed;
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
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String ACTS_FIRST = """
            {"stages": [{"stage": "DEVELOPMENT"}, {"stage": "QA"}, {"stage": "STAGING"}, {"stage": "PRODUCTION"},
                        {"stage": "POST_RELEASE"}], "checklists": [], "rollback": {"preAuthorised": ["error-rate"]}}""";

    private final TestDatabase database = TestServers.shared().newDatabase();
    private final TestIssuer issuer = TestIssuer.start();
    private final String[] settings = {
        "--release-ledger.topics.prefix=" + TestServers.shared().newTopicPrefix(),
        "--release-ledger.signing-key=" + RunningCommandService.signingKey(),
        "--release-ledger.security.issuer=" + issuer.issuer(),
        "--release-ledger.security.jwk-set-uri=" + issuer.jwkSetUri(),
        // So long an attempt is counted on that a service can be started meanwhile.
        "--release-ledger.outgoing.total-timeout=90s"
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

        assertThat(enable(later, 409).type()).isEqualTo("opened-deployment-is-healthy");
        report(release, deployment, "0.1");
        shop.awaitProcedure(release, "triggered", "started", "execution-started", "step-done", "verified");
        assertThat(enable(later, 409).body().toString()).contains("was verified at", "unlink the flag");
        shop.taken("developer", later + "/unlink", "{\"releaseId\":\"" + id(release) + "\"}");
        enable(later, 200);
        advance(later, 3_000, 200);
        assertThat(ledger.types(stream(later)))
                .containsExactly(
                        "flag.defined",
                        "flag.linked",
                        "flag.rollout-advanced",
                        "flag.rollout-advanced",
                        "flag.disabled",
                        "flag.unlinked",
                        "flag.enabled",
                        "flag.rollout-advanced");
        assertThat(ledger.types("refusal/" + stream(later))).hasSize(3);
        assertThat(ledger.types("refusal/" + stream(rates))).isEmpty();
        assertThat(shop.refusals(release)).isZero();
    }

    @Test
    void givenFlagsThatAreLinkedOrDisabledAlready_andKeysOfAnotherSystem_onlyTheRestIsDone_andPeopleAreWaitedFor() {
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
        assertThat(ledger.types("refusal/" + stream(off))).isEmpty();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(ledger.types("refusal/" + stream(gone))).hasSize(1));
    }

    @Test
    void givenAFlagThatWasArchivedOpen_theOthersAreDisabled_andNothingSaysThatItIs() {
        String forever = shop.flag("forever");
        String first = shop.flag("first");
        advance(forever, 10_000, 200);
        shop.taken("ci", forever + "/clean-up", "{\"change\":\"https://git.example.com/pull/7\"}");
        shop.taken("developer", forever + "/archive", "{\"documentation\":\"https://wiki.example.com/forever\"}");
        String release = shop.approved("1.1.0");
        String deployment = shop.dark(release, "forever", "first");
        awaitSaid(first, "flag.defined", "flag.linked");
        String rollback = shop.triggered(release, deployment, "FLAG");

        shop.confirmed(rollback);

        shop.awaitProcedure(
                release,
                "triggered",
                "confirmed",
                "confirmed",
                "started",
                "execution-started",
                "execution-failed",
                "failed");
        assertThat(shop.newest(release, "rollback-failed").get("summary").stringValue())
                .contains("disabled 1 flag; forever is archived, and goes on serving what it served");
        assertThat(ledger.types(stream(first))).endsWith("flag.disabled");
        assertThat(ledger.types(stream(forever))).endsWith("flag.archived");
    }

    @Test
    void givenAServiceThatDiedAmongTheFlags_theOthersAreDisabledAtOnce_eachOnce_andTheNextAttemptSaysSo() {
        String first = shop.flag("first");
        String second = shop.flag("second");
        String release = diedAmong(first, second);
        service = start();

        awaitSaid(second, "flag.defined", "flag.linked", "flag.disabled");
        assertThat(shop.procedure(release)).containsExactly("triggered", "started", "execution-started");
        later();
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

    @Test
    void givenAFlagThatIsEnabledAgainAmongTheAttempts_nothingSaysThatItIsDisabled() {
        String first = shop.flag("first");
        String second = shop.flag("second");
        String release = diedAmong(first, second);
        service = start();
        awaitSaid(second, "flag.defined", "flag.linked", "flag.disabled");

        say(stream(second), new FlagEnabled("Somebody needs it"));
        later();

        shop.awaitProcedure(
                release,
                "triggered",
                "started",
                "execution-started",
                "execution-uncertain",
                "execution-started",
                "execution-failed",
                "failed");
        assertThat(shop.newest(release, "rollback-failed").get("summary").stringValue())
                .contains("disabled 1 flag; second is enabled all the same");
    }

    @Test
    void givenThatAnotherKindFailedMeanwhile_theFlagsAreDisabledAllTheSame_andTheAttemptHasAnOutcome() {
        shop.inProduction("1.0.0");
        String first = shop.flag("first");
        String second = shop.flag("second");
        String release = diedAmong(first, second, "CODE", "FLAG");
        JsonNode demand = shop.newest(release, "rollback-triggered");
        say(
                "release/" + id(release),
                new RollbackFailed(
                        UUID.fromString(demand.get("rollbackId").stringValue()),
                        UUID.fromString(demand.get("deploymentId").stringValue()),
                        RollbackKind.CODE,
                        "The image is gone"));
        ahead.set(Duration.ofMinutes(3));
        service = start();

        awaitSaid(second, "flag.defined", "flag.linked", "flag.disabled");
        shop.awaitProcedure(release, "triggered", "started", "execution-started", "failed", "execution-uncertain");
        assertThat(shop.newest(release, "rollback-execution-uncertain").hasNonNull("retryAt"))
                .isFalse();
        assertThat(shop.refusals(release)).isZero();
    }

    /** A rollback of both flags, among which the service died. It is stopped. */
    private String diedAmong(String first, String second, String... kinds) {
        String release = shop.approved("1.1.0");
        String deployment = shop.dark(release, "first", "second");
        awaitSaid(second, "flag.defined", "flag.linked");
        awaitSaid(first, "flag.defined", "flag.linked");
        String rollback = shop.triggered(release, deployment, kinds.length == 0 ? new String[] {"FLAG"} : kinds);
        service.close();
        UUID id = UUID.fromString(id(rollback));
        say("release/" + id(release), new RollbackStarted(id, UUID.fromString(deployment), null));
        say("release/" + id(release), new RollbackExecutionStarted(id, RollbackKind.FLAG, 1, UUID.randomUUID()));
        say(stream(first), new FlagDisabled("Nobody can pay", UUID.fromString(id(release)), id));
        return release;
    }

    /** So much later that nobody counts on the attempt. What is due is looked for at a start, and then only now and then. */
    private void later() {
        service.close();
        ahead.set(Duration.ofMinutes(3));
        service = start();
    }

    private Reply enable(String flag, int status) {
        Reply reply = shop.as("release-manager", flag + "/enable", "{\"reason\":\"Mended\"}");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        return reply;
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
