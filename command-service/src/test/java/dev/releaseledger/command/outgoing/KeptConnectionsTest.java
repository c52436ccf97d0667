package dev.releaseledger.command.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.HttpOutcome.Unclear;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The way out to one place that is asked again and again. */
class KeptConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aConnectionTakesTheNextRequest_andTheHostIsLookedUpOnceForIt() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.playing(connection -> answerEach(connection, OK))) {
            // Whatever the name says later: the connection leads to where it was checked.
            GuardedHttp http = new Outside()
                    .resolving(host -> address(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"))
                    .httpKeepingConnections();

            for (int i = 0; i < 20; i++) {
                assertThat(post(http, "prometheus.example", server.port())).isEqualTo(new Answered(200, null, "ok"));
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void anotherPlaceHasAConnectionOfItsOwn_whichIsCheckedAsWell() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> answerEach(connection, OK))) {
            GuardedHttp http = new Outside()
                    .resolving(host -> address(host.equals("prometheus.example") ? "127.0.0.1" : "127.0.0.2"))
                    .httpKeepingConnections();

            assertThat(post(http, "prometheus.example", server.port())).isInstanceOf(Answered.class);
            assertThat(post(http, "other.example", server.port())).isInstanceOf(HttpOutcome.Forbidden.class);
        }
    }

    @Test
    void anAnswerThatIsNotReadToItsEndEndsItsConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(connection -> answerEach(
                connection, "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n" + "x".repeat(10_000_000)))) {
            GuardedHttp http = new Outside().httpKeepingConnections();

            assertThat(post(http, "127.0.0.1", server.port()))
                    .isEqualTo(new Answered(200, null, "x".repeat(GuardedHttp.MOST_OF_A_BODY)));
            assertThat(post(http, "127.0.0.1", server.port())).isInstanceOf(Answered.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsLeftBeforeItsBoundEndsAnAnswer() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(40_000);
        try (ScriptedServer server = ScriptedServer.playing(connection -> answerEach(connection, answer))) {
            GuardedHttp http = new Outside().httpKeepingConnections();

            for (int i = 0; i < 20; i++) {
                assertThat(post(http, "127.0.0.1", server.port()))
                        .isEqualTo(new Answered(200, null, "x".repeat(40_000)));
            }
            assertThat(server.connections()).isBetween(2, 20);
        }
    }

    @Test
    void aServerThatIsSlowIsWaitedForOnlySoLong_andItsConnectionIsNotUsedAgain() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.playing(connection -> {
            BufferedReader in = reader(connection);
            while (read(in)) {
                if (requests.getAndIncrement() == 0) {
                    end.await();
                }
                say(connection, OK);
            }
        })) {
            GuardedHttp http = new Outside().inAll(Duration.ofSeconds(4)).httpKeepingConnections();

            assertThat(post(http, "127.0.0.1", server.port())).isInstanceOf(Unclear.class);
            assertThat(post(http, "127.0.0.1", server.port())).isEqualTo(new Answered(200, null, "ok"));
            assertThat(server.connections()).isEqualTo(2);
        } finally {
            end.countDown();
        }
    }

    private static HttpOutcome post(GuardedHttp http, String host, int port) {
        return http.post(URI.create("http://" + host + ":" + port + "/"), Map.of(), "text/plain", BODY);
    }

    private static InetAddress[] address(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal);
    }

    private static void answerEach(Socket connection, String answer) throws IOException {
        BufferedReader in = reader(connection);
        while (read(in)) {
            say(connection, answer);
        }
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void say(Socket connection, String answer) throws IOException {
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    /** Reads one request; false if there is none any more. */
    private static boolean read(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return false;
        }
        while (!line.isEmpty()) {
            line = in.readLine();
            if (line == null) {
                return false;
            }
        }
        for (int i = 0; i < BODY.length; i++) {
            if (in.read() < 0) {
                return false;
            }
        }
        return true;
    }
}
