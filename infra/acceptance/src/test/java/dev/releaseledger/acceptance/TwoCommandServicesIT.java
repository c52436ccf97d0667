package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.ServiceProcess;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two command services on one database: they take turns at the ledger, and one of them publishes. */
@ExtendWith(LogsOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoCommandServicesIT {
    private static final int CLIENTS = 8;
    private static final int COMMANDS_EACH = 40;

    private Ledger ledger;
    private Team team;

    @BeforeAll
    void start() {
        ledger = Ledger.start("two-services", 2, 1);
        team = new Team(ledger);
    }

    @AfterAll
    void end() {
        ledger.close();
    }

    /** A command that was answered. */
    private record Sent(UUID release, String change, UUID key, Answer answer) {}

    @Test
    void commandsOnTheSameReleasesThroughBoth_areOneHistory() {
        List<UUID> releases =
                IntStream.range(0, 4).mapToObj(i -> team.plan("both", "1." + i)).toList();
        List<Sent> sent = inParallel(CLIENTS, client -> {
            Caller developer = team.the("developer").at(ledger.commandService(client % 2));
            Caller sameElsewhere = developer.at(ledger.commandService((client + 1) % 2));
            List<Sent> mine = new ArrayList<>();
            for (int i = 0; i < COMMANDS_EACH; i++) {
                UUID release = releases.get((client + i) % releases.size());
                String change = "client-" + client + "-" + i;
                UUID key = UUID.randomUUID();
                Answer answer = developer.postUntilAnswered(path(release, "changes"), Team.change(change), key);
                mine.add(new Sent(release, change, key, answer));
                if (i % 4 == 0) {
                    Answer again = sameElsewhere.postUntilAnswered(path(release, "changes"), Team.change(change), key);
                    assertThat(again.status()).isEqualTo(answer.status());
                    assertThat(again.body()).isEqualTo(answer.body());
                }
            }
            return mine;
        });

        assertThat(sent)
                .hasSize(CLIENTS * COMMANDS_EACH)
                .allMatch(each -> each.answer().status() == 200);
        answersAndLedgerAgree(sent);
    }

    @Test
    void theSameKeyThroughBothAtOnce_isOneCommandWithOneAnswer() {
        UUID release = team.plan("same-key", "1.0");
        for (int round = 0; round < 10; round++) {
            String change = "round-" + round;
            UUID key = UUID.randomUUID();
            List<Sent> sent = inParallel(6, client -> {
                Caller developer = team.the("developer").at(ledger.commandService(client % 2));
                return List.of(new Sent(
                        release,
                        change,
                        key,
                        developer.postUntilAnswered(path(release, "changes"), Team.change(change), key)));
            });
            assertThat(sent.stream().map(each -> each.answer().text()).distinct())
                    .hasSize(1);
        }
        Answer last = team.the("developer")
                .post(path(release, "changes"), Team.change("last"))
                .expect(200);
        assertThat(ledger.whole(last.position()).stream(Team.stream(release))).hasSize(1 + 10 + 1);
    }

    @Test
    void theSameVersionPlannedThroughBothAtOnce_isPlannedOnce() {
        for (int round = 0; round < 5; round++) {
            String version = "7." + round;
            List<Answer> answers = inParallel(
                    6,
                    client -> List.of(team.the("release-manager")
                            .at(ledger.commandService(client % 2))
                            .post("/v1/releases", Team.planned("contested", version))));
            assertThat(answers).filteredOn(Answer::isSuccess).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.isSuccess())
                    .allSatisfy(answer -> answer.expectProblem(409, "version-is-new"));
        }
    }

    @Test
    void theSameSequenceExpectedThroughBothAtOnce_isMetOnce() {
        UUID release = team.plan("expected", "1.0");
        for (int sequence = 0; sequence < 5; sequence++) {
            String expected = "\"" + sequence + "\"";
            int round = sequence;
            List<Answer> answers = inParallel(
                    6,
                    client -> List.of(team.the("developer")
                            .at(ledger.commandService(client % 2))
                            .post(
                                    path(release, "changes"),
                                    Team.change("round-" + round + "-" + client),
                                    Map.of("If-Match", expected))));
            assertThat(answers).filteredOn(Answer::isSuccess).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.isSuccess())
                    .allSatisfy(answer -> answer.expectProblem(412, "stale"));
        }
    }

    @Test
    void aFreezeDeclaredThroughOne_isNotOverlookedByADeploymentThroughTheOther() {
        Caller admin = team.the("admin").at(ledger.commandService(0));
        Caller manager = team.the("release-manager").at(ledger.commandService(1));
        Map<String, Object> deployment = Map.of("environment", "qa", "strategy", "BIG_BANG");
        for (int round = 0; round < 5; round++) {
            UUID release = team.plan("frozen", "1." + round);
            // The other one has read that nothing is frozen, and keeps that.
            UUID running = manager.post(path(release, "deployments"), deployment)
                    .expect(201)
                    .id();
            team.the("ci")
                    .post(
                            path(release, "deployments/" + running + "/verify"),
                            Map.of("outcome", "PASSED", "source", "smoke tests"))
                    .expect(200);

            UUID freeze = admin.post(
                            "/v1/freezes/frozen", Map.of("reason", "The year is closed", "environments", List.of("qa")))
                    .expect(201)
                    .id();

            manager.post(path(release, "deployments"), deployment).expectProblem(409, "no-freeze-stands");
            admin.post("/v1/freezes/frozen/" + freeze + "/lift", Map.of("reason", "The books are closed"))
                    .expect(200);
        }
    }

    @Test
    void theOneThatPublishesIsKilled_theOtherPublishesOn_nothingIsLostAndNothingComesTwice() {
        UUID release = team.plan("publishers", "1.0");
        AtomicBoolean going = new AtomicBoolean(true);
        ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
        AtomicInteger count = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                int first = client % 2;
                running.add(clients.submit(() -> {
                    Caller developer = team.the("developer").at(ledger.commandService(first));
                    while (going.get()) {
                        String change = "change-" + count.incrementAndGet();
                        UUID key = UUID.randomUUID();
                        sent.add(new Sent(
                                release,
                                change,
                                key,
                                developer.postUntilAnswered(
                                        path(release, "changes"),
                                        Team.change(change),
                                        key,
                                        ledger.commandService(1 - first).url())));
                    }
                }));
            }
            try {
                // Whichever of the two publishes, it is killed in one of these rounds.
                for (int round = 0; round < 3; round++) {
                    ServiceProcess victim = ledger.commandService(round % 2);
                    awaitPublished(50);
                    victim.killHard();
                    awaitPublished(50);
                    victim.start();
                    victim.awaitReady();
                }
                awaitPublished(50);
            } finally {
                going.set(false);
            }
            for (Future<?> each : running) {
                joined(each::get);
            }
        }

        assertThat(sent).isNotEmpty().allMatch(each -> each.answer().status() == 200);
        answersAndLedgerAgree(List.copyOf(sent));
        assertThat(ledger.queryService(0).awaitReady().health()).isEqualTo(200);
    }

    @Test
    void bothAreKilledWhileHotfixesAreTriaged_andEachLeadsToOneIncident() {
        int rounds = 2;
        int inARound = 12;
        int hotfixes = rounds * inARound;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                // Every round brings hotfixes of its own: those of an earlier one may all be done by now.
                long before = ledger.published();
                IntStream.range(round * inARound, (round + 1) * inARound)
                        .forEach(number -> running.add(clients.submit(() -> triaged("outage-" + number, number % 2))));
                awaitPublishedBeyond(before + 8);
                ServiceProcess victim = ledger.commandService(round % 2);
                victim.killHard();
                victim.start();
                victim.awaitReady();
            }
            for (Future<?> each : running) {
                joined(each::get);
            }
        }

        Awaitility.await("every hotfix has led to an incident")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(openedIncidents()).hasSize(hotfixes));
        assertThat(openedIncidents()).doesNotHaveDuplicates();
    }

    /** A hotfix that qualifies, said to one service and to the other where that is killed. */
    private void triaged(String product, int first) {
        ServiceProcess service = ledger.commandService(first);
        URI other = ledger.commandService(1 - first).url();
        UUID release = UUID.randomUUID();
        team.the("release-manager")
                .at(service)
                .postUntilAnswered(
                        "/v1/releases",
                        Map.of(
                                "id",
                                release,
                                "product",
                                product,
                                "version",
                                "1.0.1",
                                "title",
                                "Mended",
                                "kind",
                                "HOTFIX",
                                "hotfixOf",
                                "1.0.0",
                                "strategy",
                                "ROLLING"),
                        UUID.randomUUID(),
                        other)
                .expect(201);
        team.the("on-call")
                .at(service)
                .postUntilAnswered(
                        path(release, "hotfix/triage"),
                        Map.of("qualifiesBy", "production-outage", "severity", "All is down"),
                        UUID.randomUUID(),
                        other)
                .expect(200);
    }

    /** The products of the incidents that hotfixes opened. */
    private List<String> openedIncidents() {
        return ledger.consumed().ofType("incident.opened.v1").stream()
                .filter(entry -> entry.data().path("origin").asString().equals("HOTFIX"))
                .map(entry -> entry.data().path("product").asString())
                .filter(product -> product.startsWith("outage-"))
                .toList();
    }

    private void awaitPublished(long more) {
        awaitPublishedBeyond(ledger.published() + more);
    }

    private void awaitPublishedBeyond(long position) {
        Awaitility.await("published beyond " + position)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ledger.published() > position);
    }

    /** Every answer names the position where its event is, and no change came twice. */
    private void answersAndLedgerAgree(List<Sent> sent) {
        long last =
                sent.stream().mapToLong(each -> each.answer().position()).max().orElseThrow();
        Consumed consumed = ledger.whole(last);
        Set<String> wanted = new HashSet<>();
        for (Sent each : sent) {
            Envelope entry = consumed.at(each.answer().position());
            assertThat(entry.subject()).as("%s", each).isEqualTo(Team.stream(each.release()));
            assertThat(entry.sequence()).as("%s", each).isEqualTo(each.answer().sequence());
            assertThat(entry.data().path("changeId").asString()).as("%s", each).isEqualTo(each.change());
            wanted.add(Team.stream(each.release()) + " " + each.change());
        }
        List<String> there = consumed.ofType("change-added.v1").stream()
                .map(entry ->
                        entry.subject() + " " + entry.data().path("changeId").asString())
                .filter(wanted::contains)
                .toList();
        assertThat(there).doesNotHaveDuplicates().hasSize(wanted.size());
    }

    private interface Client<T> {
        List<T> run(int client);
    }

    private static <T> List<T> inParallel(int clients, Client<T> client) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<T>>> running = IntStream.range(0, clients)
                    .mapToObj(each -> threads.submit(() -> client.run(each)))
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> each : running) {
                all.addAll(joined(each::get));
            }
            return all;
        }
    }

    private static <T> T joined(Callable<T> waiting) {
        try {
            return waiting.call();
        } catch (Exception e) {
            throw new AssertionError("a client failed", e);
        }
    }
}
