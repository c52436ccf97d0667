package dev.releaseledger.query.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.TlogProof;
import dev.releaseledger.events.ledger.WitnessKey;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Witnesses that keep state and refuse forks, asked by the service whole. */
class WitnessesIT {
    private final TestServers servers = TestServers.shared();
    private final TestIssuer issuer = TestIssuer.start();
    private final TestDatabase database = servers.newDatabase();
    private final String prefix = servers.newTopicPrefix();
    private final TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix);
    private final TestWitness first = new TestWitness("first.example", TestLedger.ORIGIN, ledger.key());
    private final TestWitness second = new TestWitness("second.example", TestLedger.ORIGIN, ledger.key());
    private RunningQueryService service;

    @BeforeEach
    void start() {
        service = running();
    }

    private RunningQueryService running(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--release-ledger.witnesses[0].url=" + first.url(),
                "--release-ledger.witnesses[0].key=" + first.key().format(),
                "--release-ledger.witnesses[1].url=" + second.url(),
                "--release-ledger.witnesses[1].key=" + second.key().format(),
                "--release-ledger.witnessing.interval=100ms",
                "--release-ledger.witnessing.longest-backoff=200ms",
                "--release-ledger.witnessing.timeout=10s",
                "--release-ledger.outgoing.allow=127.0.0.1"));
        arguments.addAll(List.of(more));
        return RunningQueryService.start(
                database, prefix, issuer, List.of(ledger.key().format()), arguments.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        service.close();
        ledger.close();
        first.close();
        second.close();
        issuer.close();
    }

    private String grow() {
        ledger.say(
                "release/" + UUID.randomUUID(),
                new ReleasePlanned(
                        "checkout",
                        "1.0." + ledger.size(),
                        "A release",
                        ReleaseKind.STANDARD,
                        Strategy.CANARY,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1),
                ledger.live(Role.RELEASE_MANAGER));
        return ledger.checkpoint();
    }

    private Answer served() {
        return service.getWith("/ledger/checkpoint", null);
    }

    /** Which witnesses cosigned what is served, every signature checked. */
    private List<String> witnesses(SignedNote note) {
        try {
            assertThat(Checkpoint.open(note, TestLedger.ORIGIN, List.of(ledger.key()))
                            .size())
                    .isPositive();
            return Cosignature.verify(note.text(), note.signatures(), List.of(first.key(), second.key())).stream()
                    .map(Cosignature::witness)
                    .map(WitnessKey::name)
                    .sorted()
                    .toList();
        } catch (NotVerified e) {
            throw new AssertionError(e);
        }
    }

    private SignedNote servedNote() {
        try {
            return SignedNote.parse(served().text());
        } catch (NotVerified e) {
            throw new AssertionError(e);
        }
    }

    private void awaitCosigned(long size, String... by) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(served().status()).isEqualTo(200);
            SignedNote note = servedNote();
            assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(size);
            assertThat(witnesses(note)).containsExactly(by);
        });
    }

    private double measured(String metric, String tags) {
        Answer answer = service.get("/actuator/metrics/" + metric + "?tag=" + tags, "admin");
        return answer.status() == 200
                ? answer.json().get("measurements").get(0).get("value").asDouble()
                : 0;
    }

    private double failures(String kind) {
        return measured("release.ledger.witness.failures", "kind:" + kind);
    }

    private void awaitFailure(String kind) {
        await().atMost(Duration.ofMinutes(2)).until(() -> failures(kind) > 0);
    }

    @Test
    void eachCheckpointIsTakenToEveryWitnessAndServedWithWhatTheySign() throws NotVerified {
        String note = grow();
        awaitCosigned(1, "first.example", "second.example");
        assertThat(served().text()).startsWith(note);
        grow();
        grow();
        awaitCosigned(3, "first.example", "second.example");
        assertThat(first.size()).isEqualTo(3);
        assertThat(first.statuses()).containsOnly(200);
        assertThat(measured("release.ledger.witness.size", "witness:first.example"))
                .isEqualTo(3);
        TlogProof proof =
                TlogProof.parse(service.getWith("/ledger/proof/0", null).text());
        assertThat(witnesses(proof.checkpoint())).hasSize(2);
        TlogProof older =
                TlogProof.parse(service.getWith("/ledger/proof/0?size=1", null).text());
        assertThat(witnesses(older.checkpoint())).hasSize(2);
    }

    @Test
    void aWitnessThatHasSeenMoreThanWeKnowOfIsToldFromThereOn() {
        ledger.append("release/" + UUID.randomUUID(), planned(), ledger.live(Role.RELEASE_MANAGER));
        first.has(1, ledger.root());
        ledger.publish(0, 1);
        grow();
        awaitCosigned(2, "first.example", "second.example");
        assertThat(first.statuses()).containsExactly(409, 200);
        assertThat(first.requests().getLast()).startsWith("old 1\n");
    }

    private static ReleasePlanned planned() {
        return new ReleasePlanned(
                "checkout",
                "9",
                "A release",
                ReleaseKind.STANDARD,
                Strategy.CANARY,
                null,
                TestLedger.PLANNER,
                null,
                null,
                1);
    }

    @Test
    void aWitnessThatHasAnotherTreeRefusesAndItIsSeen() {
        first.has(1, Hash.leaf(new byte[] {1}));
        grow();
        grow();
        awaitFailure("inconsistent");
        awaitCosigned(2, "second.example");
    }

    @Test
    void aWitnessThatIsAheadOfUsIsNotAskedForLess() {
        first.has(7, Hash.leaf(new byte[] {1}));
        grow();
        awaitFailure("witness-is-ahead");
        assertThat(first.statuses()).containsOnly(409);
        awaitCosigned(1, "second.example");
    }

    @Test
    void whatIsNotSignedByThePinnedKeyIsNotKept() {
        first.answersInstead(exchange -> TestWitness.send(
                exchange, 200, first.cosign("another text\n", 1_767_225_600, TestWitness.anotherKey())));
        second.answersInstead(exchange -> TestWitness.send(exchange, 200, "<html></html>"));
        String note = grow();
        await().atMost(Duration.ofMinutes(2)).until(() -> failures("bad-answer") > 3);
        assertThat(served().text()).isEqualTo(note);
        first.answersInstead(null);
        second.answersInstead(null);
        awaitCosigned(1, "first.example", "second.example");
    }

    @Test
    void aWitnessThatHangsHoldsUpNobody() {
        first.answersInstead(exchange -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        grow();
        awaitCosigned(1, "second.example");
        grow();
        awaitCosigned(2, "second.example");
        awaitFailure("unreachable");
        assertThat(service.health().status()).isEqualTo(200);
        first.answersInstead(null);
        awaitCosigned(2, "first.example", "second.example");
    }

    @Test
    void cosignaturesOutliveARestartAndARebuild() {
        grow();
        grow();
        awaitCosigned(2, "first.example", "second.example");
        int asked = first.requests().size();
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.health().json().toString().contains("\"generation\":2"));
        awaitCosigned(2, "first.example", "second.example");
        service.close();
        service = running();
        awaitCosigned(2, "first.example", "second.example");
        assertThat(first.requests()).hasSize(asked);
    }

    @Test
    void withAQuorumTheNewestCheckpointThatHasItIsServedFirst() throws NotVerified {
        service.close();
        service = running("--release-ledger.witnessing.quorum=2");
        grow();
        awaitCosigned(1, "first.example", "second.example");
        second.answersInstead(exchange -> TestWitness.send(exchange, 500, ""));
        grow();
        await().atMost(Duration.ofMinutes(2)).until(() -> first.size() == 2);
        awaitCosigned(1, "first.example", "second.example");
        // What is newer is covered all the same.
        assertThat(TlogProof.parse(service.getWith("/ledger/proof/0", null).text())
                        .checkpoint()
                        .text())
                .contains("\n1\n");
        assertThat(TlogProof.parse(service.getWith("/ledger/proof/1", null).text())
                        .checkpoint()
                        .text())
                .contains("\n2\n");
        second.answersInstead(null);
        awaitCosigned(2, "first.example", "second.example");
    }
}
