package dev.releaseledger.command.release.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HotfixLaneIT {
    private static final String OVERRUN = "dev.releaseledger.release.hotfix-budget-overrun.v1";
    private static final String TRIAGE =
            "{\"qualifiesBy\":\"production-outage\",\"severity\":\"Nobody can pay\",\"owner\":\"olga\"}";

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
    void givenAPhaseThatGoesOn_itsOverrunIsRecordedWhenItsTimeIsOver_alsoAfterARestart() {
        String late = hotfix("1.0.1");
        String inTime = hotfix("1.0.2");
        assertThat(triage(inTime, TRIAGE).status()).isEqualTo(200);
        awaitDeadlines(3);
        service.close();

        Instant restarted = Instant.now();
        Duration away = Duration.between(restarted, began.plus(Duration.ofMinutes(15)));
        // It goes on from there: what a service that has just started cannot say yet, it tries again after a while.
        service = RunningCommandService.startOn(database, () -> Instant.now().plus(away), settings);
        awaitDeadlines(1);

        Envelope overrun = entries(late).getLast();
        assertThat(overrun.type()).isEqualTo(OVERRUN);
        assertThat(overrun.data().get("phase").stringValue()).isEqualTo("TRIAGE");
        assertThat(overrun.data().get("budget").stringValue()).isEqualTo("PT15M");
        assertThat(overrun.data().get("dueAt").stringValue())
                .isEqualTo(began.plusSeconds(900).toString());
        assertThat(overrun.attribution().roles()).isEmpty();
        assertThat(entries(inTime)).hasSize(2);
        assertThat(entries.stream("refusal/release/" + inTime, 0, 10)).isEmpty();
    }

    @Test
    void givenAnotherPolicyWithLessTime_theOverrunIsRecordedWhenThatIsOver() {
        String id = hotfix("1.0.1");
        String policy = PolicyDocument.write(PolicyBook.defaultPolicy())
                .toString()
                .replace("\"version\":1,", "\"version\":2,")
                .replace("\"TRIAGE\":\"PT15M\"", "\"TRIAGE\":\"PT5M\"");
        assertThat(service.post("ann", List.of("admin"), "/v1/policies/checkout", policy)
                        .status())
                .isEqualTo(201);
        String repin = "{\"version\":2,\"reason\":\"Faster\"}";
        assertThat(post("rita", "release-manager", id, "policy", repin).status())
                .isEqualTo(200);
        assertThat(post("mia", "manager", id, "policy", repin).status()).isEqualTo(200);
        awaitDeadlines(2);
        service.close();

        Instant restarted = Instant.now();
        Duration away = Duration.between(restarted, began.plus(Duration.ofMinutes(5)));
        service = RunningCommandService.startOn(database, () -> Instant.now().plus(away), settings);
        awaitDeadlines(1);

        Envelope overrun = entries(id).getLast();
        assertThat(overrun.type()).isEqualTo(OVERRUN);
        assertThat(overrun.data().get("budget").stringValue()).isEqualTo("PT5M");
    }

    @Test
    void theLaneIsWalkedInOrder_andWhatDoesNotBelongThereIsRefusedAndRecorded() {
        String id = hotfix("1.0.1");
        String change = "{\"changes\":[{\"category\":\"FEATURE\",\"summary\":\"s\",\"author\":\"dina\"}]}";
        String branch = "{\"branch\":\"hotfix/1.0.1\",\"base\":\"v1.0.0\",\"commit\":\""
                + "4b825dc642cb6eb9a060e54bf8d69288fbee4904\"}";

        assertThat(post("dina", "developer", id, "changes", change).status()).isEqualTo(422);
        assertThat(post("dina", "developer", id, "hotfix/branch", branch).status())
                .isEqualTo(409);
        Reply refused = triage(id, TRIAGE.replace("production-outage", "minor-bug"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("HotfixQualifies", "Minor bugs");
        assertThat(entries.stream("refusal/release/" + id, 0, 10)).hasSize(3);

        assertThat(triage(id, TRIAGE).status()).isEqualTo(200);
        assertThat(triage(id, TRIAGE).status()).isEqualTo(200);
        assertThat(post("dina", "developer", id, "hotfix/branch", branch).status())
                .isEqualTo(200);
        assertThat(post("dina", "developer", id, "hotfix/obligations/MERGED_BACK/meet", "{}")
                        .body()
                        .toString())
                .contains("CleanUpFollowsTheDeployment");
        assertThat(entries(id)).hasSize(3);
    }

    private String hotfix(String version) {
        String plan = "{\"product\":\"checkout\",\"version\":\"" + version
                + "\",\"title\":\"t\",\"kind\":\"HOTFIX\",\"strategy\":\"ROLLING\",\"hotfixOf\":\"1.0.0\"}";
        AtomicReference<Reply> planned = new AtomicReference<>();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            planned.set(service.post("rita", List.of("release-manager"), "/v1/releases", plan));
            return planned.get().status() == 201;
        });
        return planned.get().body().get("id").stringValue();
    }

    private Reply triage(String id, String body) {
        return post("olga", "on-call", id, "hotfix/triage", body);
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
                .untilAsserted(() -> assertThat(LedgerDatabases.count(
                                database, "select count(*) from ledger.deadline where task_name = 'hotfix-budget'"))
                        .isEqualTo(kept));
    }
}
