package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.servers.EmbeddedKafka;
import dev.releaseledger.servers.FreePort;
import dev.releaseledger.servers.testing.FaultyProxy;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Kafka go away, freeze, and lose answers; nothing that was accepted is lost, and nobody restarts a service. */
@ExtendWith(LogsOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyServersIT {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    private FaultyProxy postgresOfCommands;
    private FaultyProxy postgresOfQueries;
    private FaultyProxy kafkaProxy;
    private Path kafkaFolder;
    private int kafkaPort;
    private EmbeddedKafka kafka;
    private Ledger ledger;
    private Team team;

    @BeforeAll
    void start(@TempDir Path folder) {
        TestDatabase database = TestServers.shared().newDatabase();
        postgresOfCommands = FaultyProxy.to(database.host(), database.port());
        postgresOfQueries = FaultyProxy.to(database.host(), database.port());
        kafkaFolder = folder;
        kafkaPort = FreePort.find();
        kafkaProxy = FaultyProxy.to("127.0.0.1", kafkaPort);
        kafka = EmbeddedKafka.start(kafkaFolder, kafkaPort, kafkaProxy.port());
        ledger = Ledger.start(
                "faulty",
                new Ledger.Servers(
                        database.through(postgresOfCommands.port()),
                        database.through(postgresOfQueries.port()),
                        kafka.bootstrap()),
                1,
                1);
        team = new Team(ledger);
    }

    @AfterEach
    void mend() {
        List.of(postgresOfCommands, postgresOfQueries, kafkaProxy).forEach(proxy -> {
            proxy.thaw();
            proxy.up();
        });
    }

    @AfterAll
    void end() {
        ledger.close();
        kafka.close();
        List.of(postgresOfCommands, postgresOfQueries, kafkaProxy).forEach(FaultyProxy::close);
    }

    @Test
    void theAnswerToACommitIsLost_theCommandCountsOnce() {
        UUID release = team.plan("lost-answers", "1.0");
        Map<String, Answer> answers = new HashMap<>();
        for (int round = 0; round < 5; round++) {
            int lost = postgresOfCommands.lostCommitAnswers();
            postgresOfCommands.loseNextCommitAnswer();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                Map<String, Future<Answer>> running = new HashMap<>();
                for (int client = 0; client < 6; client++) {
                    String change = "round-" + round + "-" + client;
                    running.put(
                            change,
                            clients.submit(() -> team.the("developer")
                                    .postUntilAnswered(
                                            path(release, "changes"), Team.change(change), UUID.randomUUID())));
                }
                running.forEach((change, answer) -> answers.put(change, joined(answer)));
            }
            assertThat(postgresOfCommands.lostCommitAnswers()).isEqualTo(lost + 1);
        }
        everyChangeIsThereOnce(release, answers);
    }

    @Test
    void postgresIsAway_commandsAreToldToComeLater_andAreTakenWhenItIsBack() {
        UUID release = team.plan("postgres-away", "1.0");
        Caller developer = team.the("developer");
        Map<String, Answer> answers = new HashMap<>();
        answers.put(
                "before",
                developer.post(path(release, "changes"), Team.change("before")).expect(200));

        postgresOfCommands.down();
        postgresOfQueries.down();
        UUID key = UUID.randomUUID();
        Answer away = developer.post(
                path(release, "changes"), Team.change("meanwhile"), Map.of("Idempotency-Key", key.toString()));
        away.expect(503).requireProblem();
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        developer
                .post("/v1/releases", Team.planned("postgres-away", "2.0"))
                .expect(503)
                .requireProblem();
        Answer unanswered = developer.get("/v1/releases?product=postgres-away");
        unanswered.expect(503).requireProblem();
        assertThat(unanswered.headers().firstValue("Retry-After")).isPresent();
        postgresOfCommands.up();
        postgresOfQueries.up();

        answers.put(
                "meanwhile",
                developer
                        .postUntilAnswered(path(release, "changes"), Team.change("meanwhile"), key)
                        .expect(200));
        answers.put(
                "after",
                developer.post(path(release, "changes"), Team.change("after")).expect(200));
        everyChangeIsThereOnce(release, answers);
        servicesAreWell();
    }

    @Test
    void postgresHangs_commandsAreAnsweredAllTheSame_andCountOnce() {
        UUID release = team.plan("postgres-hangs", "1.0");
        Caller developer = team.the("developer");
        Map<String, Answer> answers = new HashMap<>();
        postgresOfCommands.freeze();
        UUID key = UUID.randomUUID();
        long began = System.nanoTime();
        Answer hanging = developer.post(
                path(release, "changes"), Team.change("hanging"), Map.of("Idempotency-Key", key.toString()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWERED_WITHIN);
        hanging.expect(503).requireProblem();
        postgresOfCommands.thaw();
        answers.put(
                "hanging",
                developer
                        .postUntilAnswered(path(release, "changes"), Team.change("hanging"), key)
                        .expect(200));
        everyChangeIsThereOnce(release, answers);
        servicesAreWell();
    }

    @Test
    void connectionsToPostgresAreCutUnderLoad_nothingIsLost() {
        UUID release = team.plan("postgres-cut", "1.0");
        Map<String, Answer> answers = new HashMap<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<String, Answer>>> running = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                int me = client;
                running.add(clients.submit(() -> {
                    Map<String, Answer> mine = new HashMap<>();
                    for (int i = 0; i < 40; i++) {
                        String change = "cut-" + me + "-" + i;
                        mine.put(
                                change,
                                team.the("developer")
                                        .postUntilAnswered(
                                                path(release, "changes"), Team.change(change), UUID.randomUUID()));
                    }
                    return mine;
                }));
            }
            for (int cut = 0; cut < 5; cut++) {
                long from = ledger.published();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> ledger.published() > from + 10
                                || running.stream().allMatch(Future::isDone));
                postgresOfCommands.cut();
                postgresOfQueries.cut();
            }
            running.forEach(each -> answers.putAll(joined(each)));
        }
        everyChangeIsThereOnce(release, answers);
        servicesAreWell();
    }

    @Test
    void kafkaIsAway_commandsAreAcceptedAndPublishedLater() {
        UUID release = team.plan("kafka-away", "1.0");
        Caller developer = team.the("developer");
        Map<String, Answer> answers = new HashMap<>();
        kafkaProxy.down();
        for (int i = 0; i < 10; i++) {
            String change = "meanwhile-" + i;
            answers.put(
                    change,
                    developer
                            .post(path(release, "changes"), Team.change(change))
                            .expect(200));
        }
        long last = answers.values().stream().mapToLong(Answer::position).max().orElseThrow();
        developer.get(path(release) + "?after=" + last).expectProblem(503, "not-projected");
        assertThat(developer.get("/v1/releases?product=kafka-away").status())
                .as("what is projected can be asked for")
                .isEqualTo(200);
        kafka.close();
        kafka = EmbeddedKafka.start(kafkaFolder, kafkaPort, kafkaProxy.port());
        kafkaProxy.up();

        developer.getUntil(path(release) + "?after=" + last, Answer::isSuccess);
        answers.put(
                "after",
                developer.post(path(release, "changes"), Team.change("after")).expect(200));
        everyChangeIsThereOnce(release, answers);
        servicesAreWell();
    }

    private void everyChangeIsThereOnce(UUID release, Map<String, Answer> answers) {
        long last = answers.values().stream()
                .peek(answer -> answer.expect(200))
                .mapToLong(Answer::position)
                .max()
                .orElseThrow();
        Consumed consumed = ledger.whole(last);
        answers.forEach((change, answer) -> {
            Envelope entry = consumed.at(answer.position());
            assertThat(entry.subject()).isEqualTo(Team.stream(release));
            assertThat(entry.data().path("changeId").asString()).isEqualTo(change);
        });
        assertThat(consumed.stream(Team.stream(release)).stream()
                        .filter(entry -> entry.type().endsWith(".change-added.v1"))
                        .map(entry -> entry.data().path("changeId").asString()))
                .containsExactlyInAnyOrderElementsOf(answers.keySet());
        assertThat(consumed.duplicates())
                .as("entries that were published twice")
                .isZero();
    }

    private void servicesAreWell() {
        ledger.commandService(0).awaitReady();
        ledger.queryService(0).awaitReady();
    }

    private static <T> T joined(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError("a client failed", e);
        }
    }
}
