package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.EmbeddedKafka;
import dev.releaseledger.servers.testing.FaultyProxy;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL or Kafka away: everything waits, and goes on without a restart. */
class FailureIT {
    private final TestServers servers = TestServers.shared();
    private final TestIssuer issuer = TestIssuer.start();
    private final TestDatabase database = servers.newDatabase();
    private final String prefix = servers.newTopicPrefix();
    private final UUID release = UUID.randomUUID();
    private final String stream = "release/" + release;

    @AfterEach
    void stop() {
        issuer.close();
    }

    private RunningQueryService running(TestDatabase through, TestLedger ledger, String... more) {
        return RunningQueryService.start(
                through, prefix, issuer, List.of(ledger.key().format()), more);
    }

    private void plan(TestLedger ledger) {
        ledger.say(
                stream,
                new ReleasePlanned(
                        "checkout",
                        "1.0.0",
                        "A release",
                        ReleaseKind.STANDARD,
                        Strategy.ROLLING,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1),
                ledger.live(Role.RELEASE_MANAGER));
    }

    private void addChange(TestLedger ledger, int n) {
        ledger.say(
                stream,
                new ChangeAdded("c" + n, ChangeCategory.FIX, "A fix", null, TestLedger.PLANNER, null, null, List.of()),
                ledger.live(Role.CI));
    }

    private int changeCount(RunningQueryService service) {
        return service.get("/v1/releases/" + release, "ci")
                .json()
                .get("changeCount")
                .asInt();
    }

    @Test
    void whilePostgresIsAwayQueriesAre503AndAfterwardsNothingIsMissing() {
        try (TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix);
                FaultyProxy proxy = FaultyProxy.to(database.host(), database.port());
                RunningQueryService service = running(database.through(proxy.port()), ledger)) {
            plan(ledger);
            service.awaitProjected(1);
            proxy.down();
            addChange(ledger, 1);
            Answer answer = service.get("/v1/releases/" + release, "ci");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.text()).doesNotContain("postgres", "Exception", "SQL");
            assertThat(service.health().status()).isEqualTo(503);
            proxy.up();
            service.awaitProjected(2);
            assertThat(changeCount(service)).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatStartsBeforeItsDatabaseWaitsForIt() {
        try (TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix);
                FaultyProxy proxy = FaultyProxy.to(database.host(), database.port())) {
            proxy.down();
            plan(ledger);
            try (RunningQueryService service = running(database.through(proxy.port()), ledger)) {
                assertThat(service.get("/v1/releases", "ci").status()).isEqualTo(503);
                proxy.up();
                service.awaitProjected(1);
                assertThat(changeCount(service)).isZero();
            }
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNeitherLostNorDoneTwice() {
        try (TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix);
                FaultyProxy proxy = FaultyProxy.to(database.host(), database.port());
                RunningQueryService service = running(database.through(proxy.port()), ledger)) {
            plan(ledger);
            service.awaitProjected(1);
            for (int n = 1; n <= 3; n++) {
                int lost = proxy.lostCommitAnswers();
                proxy.loseNextCommitAnswer();
                addChange(ledger, n);
                await().atMost(Duration.ofMinutes(2)).until(() -> proxy.lostCommitAnswers() > lost);
                service.awaitProjected(n + 1);
            }
            ledger.checkpoint();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> service.getWith("/ledger/checkpoint", null).status() == 200);
            assertThat(changeCount(service)).isEqualTo(3);
            assertThat(service.health().status()).isEqualTo(200);
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsReadOnWithoutARestart(@TempDir Path data) {
        EmbeddedKafka broker = EmbeddedKafka.start(data, 0);
        String bootstrap = broker.bootstrap();
        int port = Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
        try (TestLedger ledger = new TestLedger(bootstrap, prefix);
                RunningQueryService service =
                        running(database, ledger, "--release-ledger.kafka.bootstrap=" + bootstrap)) {
            plan(ledger);
            service.awaitProjected(1);
            broker.close();
            assertThat(changeCount(service)).isZero();
            broker = EmbeddedKafka.start(data, port);
            addChange(ledger, 1);
            service.awaitProjected(2);
            assertThat(changeCount(service)).isEqualTo(1);
        } finally {
            broker.close();
        }
    }
}
