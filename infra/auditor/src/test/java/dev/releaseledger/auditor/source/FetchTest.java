package dev.releaseledger.auditor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ten", exchange -> answer(exchange, 10));
        server.createContext("/stuck", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            waitUntilItIsOver();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int length) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(new byte[length]);
        }
    }

    private void waitUntilItIsOver() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] get(String path, int most) throws IOException {
        return get(path, most, Duration.ofMinutes(1));
    }

    private byte[] get(String path, int most, Duration within) throws IOException {
        try (Fetch fetch = new Fetch(within, null)) {
            return fetch.await(
                            fetch.ask("http://127.0.0.1:" + server.getAddress().getPort() + path, false, most))
                    .body();
        }
    }

    @Test
    void anAnswerMayBeAsLongAsWasAskedFor() throws IOException {
        assertThat(get("/ten", 10)).hasSize(10);
    }

    @Test
    void aLongerAnswerIsNotTaken() {
        assertThatIOException().isThrownBy(() -> get("/ten", 9)).withMessageContaining("longer than 9 bytes");
    }

    @Test
    void anAnswerThatDoesNotEndIsNotWaitedFor() {
        assertThatIOException()
                .isThrownBy(() -> get("/stuck", 10, Duration.ofSeconds(2)))
                .withMessageContaining("does not end within 2 s");
    }
}
