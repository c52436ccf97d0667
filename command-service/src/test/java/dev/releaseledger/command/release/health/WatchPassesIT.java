package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The time to watch a deployment passes, by the whole service and a clock that the test moves. */
class WatchPassesIT {
    private static final String PASSED = "dev.releaseledger.release.watch-passed.v1";

    /** Every gate opens by approval alone. */
    private static final String POLICY = """
            {"stages":[{"stage":"DEVELOPMENT"},{"stage":"QA"},{"stage":"STAGING"},{"stage":"PRODUCTION"},
            {"stage":"POST_RELEASE"}],"checklists":[],"announcements":[],"health":{"watch":"%s"}}""";

    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TestDatabase database = TestServers.shared().newDatabase();
    private final EntryReader entries = new EntryReader(LedgerDatabases.dataSource(database));
    private final String[] settings = {
        "--release-ledger.topics.prefix=" + TestServers.shared().newTopicPrefix(),
        "--release-ledger.signing-key=" + RunningCommandService.signingKey()
    };
    private RunningCommandService service = RunningCommandService.startOn(database, () -> began, settings);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void givenADeploymentToProduction_itsWatchPassesWhenItsTimeIsOver_alsoAfterARestart() {
        policy("PT10M");
        String release = deployed("1.0.0", "production", "");
        String elsewhere = deployed("1.0.1", "qa", "");
        expect(service.post("mia", List.of("manager"), "/v1/findings/suppressions", suppression()));
        awaitDeadlines(2);
        service.close();

        // Reports of all of it still have their time to be recorded; the suppression that is over then tells that
        // deadlines pass.
        startAt(began.plus(Duration.ofMinutes(10)), Duration.ofSeconds(10));
        awaitDeadlines(1);
        assertThat(entries(release)).noneMatch(entry -> entry.type().equals(PASSED));
        service.close();
        startAt(began.plus(Duration.ofMinutes(11)));
        awaitDeadlines(0);

        Envelope passed = entries(release).getLast();
        assertThat(passed.type()).isEqualTo(PASSED);
        assertThat(passed.data().get("verifiedAt").stringValue()).isEqualTo(began.toString());
        assertThat(passed.data().get("until").stringValue())
                .isEqualTo(began.plus(Duration.ofMinutes(10)).toString());
        assertThat(passed.attribution().roles()).isEmpty();
        assertThat(entries(elsewhere)).noneMatch(entry -> entry.type().equals(PASSED));
        assertThat(entries.stream("refusal/release/" + release, 0, 10)).isEmpty();
    }

    @Test
    void givenAReleaseThatEndedBefore_orHistoryThatIsTold_nothingIsSaid() {
        policy("PT10M");
        String told = deployed("0.9.0", "production", ",\"occurredAt\":\"2019-03-01T10:00:00Z\"");
        assertThat(entries(told)).allMatch(entry -> entry.attribution().isBackfill());
        String live = deployed("1.0.0", "production", "");
        // The automation goes by positions: once it has come to the live one, the told one is behind it.
        awaitDeadlines(1);
        expect(post("rita", "release-manager", live, "stages/POST_RELEASE/approve", "{}"));
        expect(post("rita", "release-manager", live, "complete", "{}"));
        service.close();
        startAt(began.plus(Duration.ofHours(1)));
        awaitDeadlines(0);
        assertThat(entries(told)).noneMatch(entry -> entry.type().equals(PASSED));
        assertThat(entries(live).getLast().type()).endsWith("release-completed.v1");
        assertThat(entries.stream("refusal/release/" + live, 0, 10)).isEmpty();
    }

    private String suppression() {
        return "{\"product\":\"checkout\",\"rule\":\"no-way-back\",\"subject\":\"release/" + UUID.randomUUID()
                + "\",\"key\":\"k\",\"reason\":\"It is known\",\"until\":\""
                + began.plus(Duration.ofMinutes(10)) + "\"}";
    }

    private void startAt(Instant time) {
        startAt(time, Duration.ofDays(1));
    }

    /** Its time goes on from there, but not far: it may take long to start. */
    private void startAt(Instant time, Duration atMost) {
        Duration away = Duration.between(Instant.now(), time);
        Instant end = time.plus(atMost);
        service = RunningCommandService.startOn(
                database,
                () -> {
                    Instant now = Instant.now().plus(away);
                    return now.isBefore(end) ? now : end;
                },
                settings);
    }

    private void policy(String watch) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Reply published = service.post("ann", List.of("admin"), "/v1/policies/checkout", POLICY.formatted(watch));
            assertThat(published.status()).as(String.valueOf(published.body())).isEqualTo(201);
        });
    }

    /** A release that was verified there; backfilled where a time is claimed. */
    private String deployed(String version, String environment, String claimed) {
        String id = UUID.randomUUID().toString();
        String deployment = UUID.randomUUID().toString();
        boolean live = claimed.isEmpty();
        expect(service.post(
                live ? "rita" : "the-importer",
                List.of(live ? "release-manager" : "importer"),
                "/v1/releases",
                "{\"id\":\"" + id + "\",\"product\":\"checkout\",\"version\":\"" + version
                        + "\",\"title\":\"t\",\"kind\":\"STANDARD\",\"strategy\":\"BIG_BANG\"" + claimed
                        + (live ? "" : ",\"owner\":\"rita\"") + "}"));
        List<String> stages =
                environment.equals("qa") ? List.of() : List.of("DEVELOPMENT", "QA", "STAGING", "PRODUCTION");
        for (String stage : stages) {
            String role = stage.equals("QA") ? "qa-lead" : stage.equals("PRODUCTION") ? "manager" : "release-manager";
            expect(
                    live
                            ? post("approver-" + stage, role, id, "stages/" + stage + "/approve", "{}")
                            : post(
                                    "the-importer",
                                    "importer",
                                    id,
                                    "stages/" + stage + "/approve",
                                    "{\"approvedBy\":\"rita\"" + claimed + "}"));
        }
        expect(post(
                live ? "carl" : "the-importer",
                live ? "ci" : "importer",
                id,
                "deployments",
                "{\"id\":\"" + deployment + "\",\"environment\":\"" + environment + "\"" + claimed + "}"));
        expect(post(
                live ? "carl" : "the-importer",
                live ? "ci" : "importer",
                id,
                "deployments/" + deployment + "/verify",
                "{\"outcome\":\"PASSED\",\"source\":\"smoke tests\"" + claimed + "}"));
        return id;
    }

    private static void expect(Reply reply) {
        assertThat(reply.status()).as(String.valueOf(reply.body())).isBetween(200, 201);
    }

    private Reply post(String subject, String role, String id, String what, String body) {
        return service.post(subject, List.of(role), "/v1/releases/" + id + "/" + what, body);
    }

    private List<Envelope> entries(String id) {
        return entries.stream("release/" + id, 0, 100).stream()
                .map(stored -> EntryJson.read(stored.bytes()))
                .toList();
    }

    private void awaitDeadlines(long kept) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(LedgerDatabases.count(database, "select count(*) from ledger.deadline"))
                        .isEqualTo(kept));
    }
}
