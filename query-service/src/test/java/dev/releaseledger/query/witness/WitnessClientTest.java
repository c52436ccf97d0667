package dev.releaseledger.query.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.query.witness.WitnessAnswer.Failed;
import dev.releaseledger.query.witness.WitnessAnswer.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessClientTest {
    private static final String ORIGIN = "log.example";
    private static final OutsideAddresses LOCAL = new OutsideAddresses(List.of("127.0.0.1"));

    private final NoteSigner signer = signer();
    private final TestWitness witness = new TestWitness("w.example", ORIGIN, signer.verifierKey());

    private static NoteSigner signer() {
        try {
            return NoteSigner.generate(ORIGIN);
        } catch (NotVerified e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        witness.close();
    }

    private AddCheckpoint request() {
        return new AddCheckpoint(
                new ConsistencyProof(1, 2, List.of(Hash.EMPTY_ROOT)),
                new Checkpoint(ORIGIN, 2, Hash.EMPTY_ROOT).sign(signer));
    }

    private WitnessAnswer asked(OutsideAddresses outside, Duration timeout) throws InterruptedException {
        try (WitnessClient client = new WitnessClient(URI.create(witness.url()), outside, timeout)) {
            return client.add(request());
        }
    }

    private WitnessAnswer asked() throws InterruptedException {
        return asked(LOCAL, Duration.ofSeconds(20));
    }

    private static Failure failure(WitnessAnswer answer) {
        assertThat(answer).isInstanceOf(Failed.class);
        return ((Failed) answer).failure();
    }

    @Test
    void theRequestIsWhatTheSpecificationSays() {
        assertThat(request().text())
                .startsWith("old 1\n" + Hash.EMPTY_ROOT.toBase64() + "\n\n" + ORIGIN + "\n2\n"
                        + Hash.EMPTY_ROOT.toBase64() + "\n\n— " + ORIGIN + " ")
                .endsWith("\n");
    }

    @Test
    void anotherSizeIsSaidInAConflict() throws InterruptedException {
        assertThat(asked()).isEqualTo(new WitnessAnswer.OtherSize(0));
        witness.answersInstead(exchange -> TestWitness.send(exchange, 409, "about 12\n"));
        assertThat(failure(asked())).isEqualTo(Failure.BAD_ANSWER);
    }

    @Test
    void everyRefusalIsToldApart() throws InterruptedException {
        for (var expected : List.of(
                new Expected(403, Failure.UNTRUSTED_KEY),
                new Expected(404, Failure.UNKNOWN_LOG),
                new Expected(422, Failure.INCONSISTENT),
                new Expected(400, Failure.UNEXPECTED_STATUS),
                new Expected(500, Failure.UNEXPECTED_STATUS))) {
            witness.answersInstead(exchange -> TestWitness.send(exchange, expected.status(), ""));
            assertThat(failure(asked())).isEqualTo(expected.failure());
        }
    }

    private record Expected(int status, Failure failure) {}

    @Test
    void aRedirectLeadsNowhere() throws InterruptedException {
        witness.answersInstead(exchange -> {
            exchange.getResponseHeaders().set("Location", witness.url() + "/elsewhere");
            TestWitness.send(exchange, 307, "");
        });
        assertThat(asked()).isEqualTo(new Failed(Failure.UNEXPECTED_STATUS, "status 307"));
        assertThat(witness.requests()).hasSize(1);
    }

    @Test
    void anAnswerWithoutAnEndIsCutOff() throws InterruptedException {
        witness.answersInstead(WitnessClientTest::answerWithoutEnd);
        assertThat(asked()).isEqualTo(new Failed(Failure.UNREACHABLE, "an answer of more than 65536 bytes"));
    }

    private static void answerWithoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] line = "— w.example AAAA\n".repeat(1_000).getBytes(UTF_8);
        while (true) {
            exchange.getResponseBody().write(line);
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedFor() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        witness.answersInstead(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            awaited(over);
        });
        assertThat(failure(asked(LOCAL, Duration.ofMillis(500)))).isEqualTo(Failure.UNREACHABLE);
        over.countDown();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyInsideIsCalledUnlessHeIsAllowedByName() throws InterruptedException {
        assertThat(failure(asked(new OutsideAddresses(List.of()), Duration.ofSeconds(20))))
                .isEqualTo(Failure.ADDRESS_REFUSED);
        assertThat(failure(asked(new OutsideAddresses(List.of("localhost")), Duration.ofSeconds(20))))
                .isEqualTo(Failure.ADDRESS_REFUSED);
        assertThat(witness.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.1.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:1::1",
                "ff02::1",
                "::ffff:10.0.0.1"
            })
    void theseAreInside(String address) throws UnknownHostException {
        assertThat(OutsideAddresses.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "2a00:1450::1"})
    void theseAreOutside(String address) throws UnknownHostException {
        assertThat(OutsideAddresses.isInside(InetAddress.getByName(address))).isFalse();
    }
}
