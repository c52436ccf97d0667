package dev.releaseledger.command.finding;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings that do not count for a while, by the whole service and a clock that the test moves. */
class SuppressionIT {
    private static final String SUBJECT = "release/" + UUID.randomUUID();

    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TestDatabase database = TestServers.shared().newDatabase();
    private final EntryReader entries = new EntryReader(LedgerDatabases.dataSource(database));
    private final String[] settings = {
        "--release-ledger.topics.prefix=" + TestServers.shared().newTopicPrefix(),
        "--release-ledger.signing-key=" + RunningCommandService.signingKey()
    };
    private RunningCommandService service = RunningCommandService.startOn(database, () -> began, settings);

    @BeforeEach
    void warmUp() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> suppress(body(UUID.randomUUID(), "warm-up", "hotfix/X", days(1)))
                                .status()
                        == 201);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Instant days(int days) {
        return began.plus(Duration.ofDays(days));
    }

    @Test
    void aFindingIsSuppressed_andCountsAgainWhenTheTimeIsOver_alsoAfterARestart() {
        UUID ends = UUID.randomUUID();
        UUID withdrawn = UUID.randomUUID();
        Reply said = suppress(body(ends, "shop", "hotfix/MERGED_BACK", days(3)));
        assertThat(said.status()).as(said.body().toString()).isEqualTo(201);
        assertThat(said.header("location")).isEqualTo("/v1/findings?product=shop&state=SUPPRESSED");
        assertThat(suppress(body(withdrawn, "shop", "hotfix/INCIDENT_LOGGED", days(3)))
                        .status())
                .isEqualTo(201);
        assertThat(withdraw(withdrawn, "shop", "It counts").status()).isEqualTo(200);
        awaitDeadlines(3);
        service.close();

        Duration away = Duration.between(Instant.now(), days(3));
        service = RunningCommandService.startOn(database, () -> Instant.now().plus(away), settings);
        awaitDeadlines(0);

        assertThat(types("finding/shop"))
                .containsExactly("suppressed.v1", "suppressed.v1", "suppression-withdrawn.v1", "suppression-ended.v1");
        Envelope ended = all("finding/shop").getLast();
        assertThat(ended.data().get("suppressionId").stringValue()).isEqualTo(ends.toString());
        assertThat(ended.data().get("until").stringValue()).isEqualTo(days(3).toString());
        assertThat(ended.attribution().roles()).isEmpty();
        assertThat(types("refusal/finding/shop")).isEmpty();
    }

    @Test
    void theSameSuppressionOrWithdrawalAgainSaysNothingMore_andAnotherOfTheSameFindingIsRefused() {
        UUID id = UUID.randomUUID();
        String body = body(id, "again", "hotfix/MERGED_BACK", days(3));
        assertThat(suppress(body).status()).isEqualTo(201);
        assertThat(suppress(body).status()).isLessThan(300);
        Reply other = suppress(body(UUID.randomUUID(), "again", "hotfix/MERGED_BACK", days(4)));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().get("type").stringValue()).endsWith("/rules/suppression-is-new");
        assertThat(withdraw(id, "again", "Done").status()).isEqualTo(200);
        assertThat(withdraw(id, "again", "Done").status()).isEqualTo(200);
        assertThat(withdraw(id, "again", "Done twice").status()).isEqualTo(409);
        assertThat(types("finding/again")).containsExactly("suppressed.v1", "suppression-withdrawn.v1");
    }

    @Test
    void whoMayNotIsRefusedOnRecord_andAnEndThatIsOverOrFarAwayToo() {
        Reply refused = service.post(
                "rita",
                List.of("release-manager"),
                "/v1/findings/suppressions",
                body(UUID.randomUUID(), "guarded", "hotfix/MERGED_BACK", days(3)));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(suppress(body(UUID.randomUUID(), "guarded", "hotfix/MERGED_BACK", days(-1)))
                        .status())
                .isEqualTo(422);
        Reply far = suppress(body(UUID.randomUUID(), "guarded", "hotfix/MERGED_BACK", days(367)));
        assertThat(far.status()).isEqualTo(422);
        assertThat(far.body().get("detail").stringValue()).contains("at most a year");
        // Of another product's findings a manager of one says nothing.
        assertThat(service.post(
                                "mia",
                                List.of("manager@shop"),
                                "/v1/findings/suppressions",
                                body(UUID.randomUUID(), "guarded", "hotfix/MERGED_BACK", days(3)))
                        .status())
                .isEqualTo(403);
        assertThat(types("finding/guarded")).isEmpty();
        assertThat(all("refusal/finding/guarded")).hasSize(4);
    }

    @Test
    void everythingThatIsWrongWithABodyIsNamed_andNothingIsRecorded() {
        Reply faulty =
                suppress("{\"product\":\"Not A Product\",\"rule\":\"No Rule\",\"subject\":\"release/1\",\"key\":\"\","
                        + "\"reason\":\" \",\"until\":\"soon\",\"why\":\"so\"}");
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.body().toString()).contains("product", "rule", "subject", "key", "reason", "until", "why");
        assertThat(types("finding/faulty")).isEmpty();
    }

    private String body(UUID id, String product, String key, Instant until) {
        return "{\"id\":\"" + id + "\",\"product\":\"" + product + "\",\"rule\":\"clean-up-open\",\"subject\":\""
                + SUBJECT + "\",\"key\":\"" + key + "\",\"reason\":\"After the freeze\",\"until\":\"" + until + "\"}";
    }

    private Reply suppress(String body) {
        return service.post("mia", List.of("manager"), "/v1/findings/suppressions", body);
    }

    private Reply withdraw(UUID id, String product, String reason) {
        return service.post(
                "mia",
                List.of("manager"),
                "/v1/findings/suppressions/" + id + "/withdraw",
                "{\"product\":\"" + product + "\",\"reason\":\"" + reason + "\"}");
    }

    private List<String> types(String stream) {
        return all(stream).stream()
                .map(entry -> entry.type().replaceFirst("dev\\.releaseledger\\.[a-z]+\\.", ""))
                .toList();
    }

    private List<Envelope> all(String stream) {
        return entries.stream(stream, 0, 100).stream()
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
