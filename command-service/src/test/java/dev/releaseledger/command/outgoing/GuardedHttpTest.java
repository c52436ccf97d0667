package dev.releaseledger.command.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.HttpOutcome.Forbidden;
import dev.releaseledger.command.outgoing.HttpOutcome.NotSent;
import dev.releaseledger.command.outgoing.HttpOutcome.Unclear;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpTest {
    private static final byte[] BODY = "{\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 OK 200\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "220 mail.example ESMTP\r\n",
                "",
                "HTTP/1.1 200 OK\r\nContent-Len"
            })
    void whatIsNoAnswerLeavesItUnclear(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> say(connection, answer))) {
            assertThat(post(new Outside(), server)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void aConnectionThatIsResetInTheMiddleOfTheRequestLeavesItUnclear() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> {
            connection.getInputStream().read();
            connection.setSoLinger(true, 0);
        })) {
            assertThat(post(new Outside(), server)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void aBodyShorterThanPromisedChangesNothingAboutTheStatus() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(
                connection -> say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nok"))) {
            assertThat(post(new Outside(), server)).isEqualTo(new Answered(200, null, "ok"));
        }
    }

    @Test
    void aBodyThatStallsChangesNothingAboutTheStatus() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(connection -> {
            say(connection, "HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\nok");
            end.await();
        })) {
            assertThat(post(new Outside().silentFor(Duration.ofSeconds(2)), server))
                    .isEqualTo(new Answered(202, null, "ok"));
            assertThat(post(new Outside().inAll(Duration.ofSeconds(4)), server))
                    .isEqualTo(new Answered(202, null, "ok"));
        } finally {
            end.countDown();
        }
    }

    @Test
    void anEndlessBodyIsReadToItsBound() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> {
            say(connection, "HTTP/1.1 200 OK\r\n\r\n");
            sayForEver(connection, "x".repeat(8_192));
        })) {
            assertThat(post(new Outside(), server)).isEqualTo(new Answered(200, null, "x".repeat(64 * 1024)));
        }
    }

    @Test
    void aHeaderWithoutAnEndIsReadToItsBound() throws IOException {
        try (ScriptedServer oneLine = ScriptedServer.playing(connection -> {
                    say(connection, "HTTP/1.1 200 OK\r\nX: ");
                    sayForEver(connection, "x".repeat(8_192));
                });
                ScriptedServer manyLines = ScriptedServer.playing(connection -> {
                    say(connection, "HTTP/1.1 200 OK\r\n");
                    sayForEver(connection, "X: y\r\n");
                });
                ScriptedServer manyAnswers = ScriptedServer.playing(connection -> {
                    read(connection);
                    sayForEver(connection, "HTTP/1.1 103 Early Hints\r\n\r\n");
                })) {
            assertThat(post(new Outside(), oneLine)).isInstanceOf(Unclear.class);
            assertThat(post(new Outside(), manyLines)).isInstanceOf(Unclear.class);
            assertThat(post(new Outside(), manyAnswers)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void aServerThatDripsIsWaitedForOnlySoLong() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> {
            read(connection);
            CountDownLatch never = new CountDownLatch(1);
            do {
                say(connection.getOutputStream(), "H");
            } while (!never.await(50, TimeUnit.MILLISECONDS));
        })) {
            assertThat(post(new Outside().inAll(Duration.ofSeconds(4)), server)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void aRefusedConnectionMeansNotSent() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }

        assertThat(post(new Outside(), "127.0.0.1", port))
                .isEqualTo(new NotSent("the connection to 127.0.0.1 could not be made, or broke"));
    }

    @Test
    void aNameWithoutAnAddressMeansNotSent() {
        Outside outside = new Outside().resolving(host -> {
            throw new UnknownHostException(host);
        });

        assertThat(post(outside, "hooks.example", 80)).isEqualTo(new NotSent("hooks.example has no address"));
    }

    @Test
    void aNameThatIsLookedUpForEverMeansNotSent_andIsNotCalledLater() throws Exception {
        CountDownLatch found = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        AtomicReference<Thread> looking = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.playing(connection -> {
            read(connection);
            called.countDown();
        })) {
            Outside outside = new Outside().inAll(Duration.ofSeconds(2)).resolving(host -> {
                looking.set(Thread.currentThread());
                awaitQuietly(found);
                return InetAddress.getAllByName("127.0.0.1");
            });

            assertThat(post(outside, "hooks.example", server.port())).isInstanceOf(NotSent.class);
            found.countDown();
            looking.get().join();

            assertThat(called.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aHandshakeThatFailsMeansNotSent() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.playing(connection -> say(connection.getOutputStream(), "HTTP/1.1 200 OK\r\n\r\n"))) {
            HttpOutcome outcome = send(new Outside(), URI.create("https://127.0.0.1:" + server.port() + "/"));

            assertThat(outcome).isInstanceOf(NotSent.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://2130706433:%d/",
                "http://127.1:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "https://127.0.0.1:%d/"
            })
    void anInsideAddressIsForbidden_howeverItIsWritten(String url) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> say(connection, "HTTP/1.1 200 OK\r\n\r\n"))) {
            HttpOutcome outcome = send(new Outside().allowing(), URI.create(url.formatted(server.port())));

            assertThat(outcome).isInstanceOf(Forbidden.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aNameThatLeadsInsideIsForbidden_andTheAddressIsNotTold() {
        Outside outside = new Outside().resolving(host -> InetAddress.getAllByName("10.11.12.13"));

        assertThat(post(outside, "hooks.example", 80))
                .isEqualTo(new Forbidden("hooks.example has a private address, which outgoing calls may not reach"));
    }

    @Test
    void aNameThatChangesItsAddressIsAskedOnceACall_andCalledWhereItWasChecked() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer right =
                        ScriptedServer.playing(connection -> say(connection, "HTTP/1.1 204 No Content\r\n\r\n"));
                ScriptedServer wrong = ScriptedServer.at(
                        "127.0.0.2", connection -> say(connection, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            Outside outside = new Outside()
                    .resolving(
                            host -> InetAddress.getAllByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"));

            assertThat(post(outside, "hooks.example", right.port())).isEqualTo(new Answered(204, null, ""));
            assertThat(asked).hasValue(1);
            assertThat(post(outside, "hooks.example", wrong.port())).isInstanceOf(Forbidden.class);
            assertThat(wrong.connections()).isZero();
        }
    }

    @Test
    void theNextAddressIsTriedWhenOneTakesNoConnection() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.playing(connection -> say(connection, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            Outside outside = new Outside().allowing("127.0.0.0/8").resolving(host ->
                    new InetAddress[] {InetAddress.getByName("127.0.0.3"), InetAddress.getByName("127.0.0.1")});

            assertThat(post(outside, "hooks.example", server.port())).isEqualTo(new Answered(204, null, ""));
        }
    }

    @Test
    void aProxyThatIsSetForTheProcessIsNotUsed() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.playing(GuardedHttpTest::read);
                ScriptedServer server =
                        ScriptedServer.playing(connection -> say(connection, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            String port = Integer.toString(proxy.port());
            Map<String, String> settings = Map.of(
                    "http.proxyHost", "127.0.0.1",
                    "http.proxyPort", port,
                    "http.nonProxyHosts", "",
                    "socksProxyHost", "127.0.0.1",
                    "socksProxyPort", port,
                    "socksNonProxyHosts", "");
            settings.forEach(System::setProperty);
            try {
                assertThat(post(new Outside(), server)).isEqualTo(new Answered(204, null, ""));
                assertThat(proxy.connections()).isZero();
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
        }
    }

    private static HttpOutcome post(Outside outside, ScriptedServer server) {
        return post(outside, "127.0.0.1", server.port());
    }

    private static HttpOutcome post(Outside outside, String host, int port) {
        return send(outside, URI.create("http://" + host + ":" + port + "/hook/hunter2"));
    }

    private static HttpOutcome send(Outside outside, URI url) {
        HttpOutcome outcome = outside.http().post(url, Map.of(), "application/json", BODY);
        assertThat(outcome.toString()).doesNotContain("hunter2");
        return outcome;
    }

    private static void say(Socket connection, String answer) throws IOException {
        read(connection);
        say(connection.getOutputStream(), answer);
    }

    private static void sayForEver(Socket connection, String again) throws IOException {
        while (true) {
            say(connection.getOutputStream(), again);
        }
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads a request to its end. */
    private static void read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        for (int i = 0; i < BODY.length; i++) {
            if (in.read() < 0) {
                throw new EOFException();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
