package dev.releaseledger.command.health.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.command.health.prometheus.Reading.Absent;
import dev.releaseledger.command.health.prometheus.Reading.Unavailable;
import dev.releaseledger.command.health.prometheus.Reading.Value;
import dev.releaseledger.command.outgoing.Outside;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of whatever is behind the address of Prometheus. */
class PrometheusReaderTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final int TEN_MEGABYTES = 10_000_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    /** Answers a query. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws Exception;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"0.0123", "0", "-3", "42", "1e+21", "1.5e-07", "123456789.000001"})
    void givenOneSeries_itsValueIsRead(String number) {
        answering(200, vector(number));

        assertThat(read()).isEqualTo(new Value(new BigDecimal(number)));
    }

    @Test
    void givenAScalar_itIsRead() {
        answering(200, success("scalar", "[1764000000.123,\"0.25\"]"));

        assertThat(read()).isEqualTo(new Value(new BigDecimal("0.25")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "-Inf", "1e+300", "1e-300"})
    void givenNoNumberToJudgeBy_nothingIsThere(String text) {
        answering(200, vector(text));

        assertThat(read()).isInstanceOf(Absent.class);
    }

    @Test
    void givenNoSeries_nothingIsThere() {
        answering(200, success("vector", "[]"));

        assertThat(read()).isEqualTo(new Absent("no series"));
    }

    @Test
    void givenTwoSeries_nothingIsThere_ratherThanOneOfThem() {
        String series = "{\"metric\":{},\"value\":[1764000000.123,\"1\"]}";
        answering(200, success("vector", "[" + series + "," + series + "]"));

        assertThat(read()).isEqualTo(new Absent("2 series, not one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string | [1764000000.123,\"hello\"]",
                "matrix | [{\"metric\":{},\"values\":[[1764000000.123,\"1\"]]}]",
                "vector | [{\"metric\":{},\"histogram\":[1764000000.123,{\"count\":\"3\",\"sum\":\"1\"}]}]"
            })
    void givenAResultThatIsNoNumber_nothingIsThere(String type, String result) {
        answering(200, success(type, result));

        assertThat(read()).isInstanceOf(Absent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>Sign in</html>",
                "{\"status\":\"success\"",
                "{\"status\":\"success\"}",
                "{\"status\":\"maybe\"}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\"}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"graph\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[1]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,2]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0x1p3\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1e999999999\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}} and more"
            })
    void givenSomethingElseThanPrometheusJson_nothingIsKnown(String body) {
        answering(200, body);

        assertThat(reason(read())).startsWith("127.0.0.1 answered with something else");
    }

    @Test
    void givenJsonThatIsNestedWithoutEnd_nothingIsKnown() {
        answering(200, "{\"status\":\"success\",\"data\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");

        assertThat(reason(read())).contains("something else than Prometheus' JSON");
    }

    @Test
    void givenAnErrorOfPrometheus_nothingIsKnown_andTheErrorIsTold() {
        answering(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error\\nhere\"}");

        assertThat(reason(read())).isEqualTo("127.0.0.1 answered 400: bad_data 1:5: parse error\uFFFDhere");
    }

    @Test
    void givenAnErrorWithAGoodStatus_nothingIsKnown() {
        answering(200, "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"" + "x".repeat(5_000) + "\"}");

        assertThat(reason(read()))
                .startsWith("127.0.0.1 answered with an error: timeout x")
                .hasSizeLessThan(300);
    }

    @Test
    void givenA500_nothingIsKnown_whateverItsBodySays() {
        answering(500, vector("1"));

        assertThat(reason(read())).isEqualTo("127.0.0.1 answered 500");
    }

    @Test
    void givenARedirect_itIsNotFollowed_andNothingIsKnown() {
        AtomicLong followed = new AtomicLong();
        server.createContext("/elsewhere", exchange -> {
            followed.incrementAndGet();
            send(exchange, 200, vector("1"));
        });
        answering(exchange -> {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThat(reason(read())).isEqualTo("127.0.0.1 answered 307");
        assertThat(followed).hasValue(0);
    }

    @Test
    void givenTenMegabytes_nothingIsKnown_andTheyAreNotTaken() {
        AtomicLong taken = new AtomicLong();
        byte[] good = vector("1").getBytes(StandardCharsets.UTF_8);
        answering(exchange -> {
            exchange.sendResponseHeaders(200, TEN_MEGABYTES);
            exchange.getResponseBody().write(good);
            spaces(exchange.getResponseBody(), TEN_MEGABYTES - good.length, taken);
        });

        assertThat(reason(read())).contains("65536 bytes or more");
        // What the buffers of the connection take in is not what the service takes in.
        assertThat(taken.get()).isLessThan(TEN_MEGABYTES - good.length);
    }

    @Test
    void givenABodyWithoutEnd_nothingIsKnown() {
        answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(vector("1").getBytes(StandardCharsets.UTF_8));
            spaces(exchange.getResponseBody(), Long.MAX_VALUE, new AtomicLong());
        });

        assertThat(reason(read())).contains("65536 bytes or more");
    }

    @Test
    void givenNoAnswerInTime_nothingIsKnown() {
        answering(exchange -> end.await());

        assertThat(reason(reader(settings(url(), null), new Outside().inAll(Duration.ofSeconds(2)))
                        .read("up", AT)))
                .isEqualTo("127.0.0.1 was given up before it answered");
    }

    @Test
    void givenAnAnswerThatStopsInTheMiddle_nothingIsKnown() {
        answering(exchange -> {
            byte[] half = vector("1").substring(0, 40).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 4_000);
            exchange.getResponseBody().write(half);
            exchange.getResponseBody().flush();
            end.await();
        });

        assertThat(reason(reader(settings(url(), null), new Outside().inAll(Duration.ofSeconds(2)))
                        .read("up", AT)))
                .contains("something else than Prometheus' JSON");
    }

    @Test
    void givenNobodyThere_nothingIsKnown() {
        server.stop(0);

        assertThat(reason(read())).contains("127.0.0.1");
    }

    @Test
    void givenAnAddressInsideThatIsNotAllowed_nobodyIsAsked() {
        AtomicLong asked = new AtomicLong();
        answering(exchange -> {
            asked.incrementAndGet();
            send(exchange, 200, vector("1"));
        });

        assertThat(reason(
                        reader(settings(url(), null), new Outside().allowing()).read("up", AT)))
                .contains("a loopback address");
        assertThat(asked).hasValue(0);
    }

    @Test
    void givenNoUrl_nobodyIsAsked_andNothingIsCounted() {
        PrometheusReader reader = reader(settings(" ", null), new Outside());

        assertThat(reader.read("up", AT)).isEqualTo(new Unavailable("not configured"));
        assertThat(reader.isConfigured()).isFalse();
        assertThat(timed("unavailable")).isZero();
    }

    @Test
    void aQueryIsSentAsAForm_withItsTimeAndTheToken() {
        Map<String, String> sent = new ConcurrentHashMap<>();
        answering(exchange -> {
            sent.put("method", exchange.getRequestMethod());
            sent.put("path", exchange.getRequestURI().toString());
            sent.put("type", exchange.getRequestHeaders().getFirst("Content-Type"));
            sent.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            sent.putAll(form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
            send(exchange, 200, vector("1"));
        });

        reader(settings(url() + "/prom/", "hunter2"), new Outside()).read("sum(rate(a{b=\"ü & c\"}[5m])) + 1", AT);

        assertThat(sent)
                .containsEntry("method", "POST")
                .containsEntry("path", "/prom/api/v1/query")
                .containsEntry("type", "application/x-www-form-urlencoded")
                .containsEntry("authorization", "Bearer hunter2")
                .containsEntry("query", "sum(rate(a{b=\"ü & c\"}[5m])) + 1")
                .containsEntry("time", "2026-11-24T10:00:00.123Z")
                .containsEntry("timeout", "5000ms");
    }

    @Test
    void readsAreTimedByWhatCameOfThem() {
        List<String> bodies = new ArrayList<>(List.of(vector("1"), vector("2"), vector("NaN"), "nonsense"));
        answering(exchange -> send(exchange, 200, bodies.removeFirst()));
        PrometheusReader reader = reader(settings(url(), null), new Outside());

        for (int i = 0; i < 4; i++) {
            reader.read("up", AT);
        }

        assertThat(timed("value")).isEqualTo(2);
        assertThat(timed("absent")).isEqualTo(1);
        assertThat(timed("unavailable")).isEqualTo(1);
    }

    private long timed(String outcome) {
        return meters.get("release.ledger.prometheus.read")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private Reading read() {
        return reader(settings(url(), null), new Outside()).read("up", AT);
    }

    private PrometheusReader reader(PrometheusSettings settings, Outside outside) {
        return new PrometheusReader(settings, outside.httpKeepingConnections(), meters);
    }

    private static PrometheusSettings settings(String url, @Nullable String token) {
        return new PrometheusSettings(url, token, null);
    }

    private static String reason(Reading reading) {
        assertThat(reading).isInstanceOf(Unavailable.class);
        return ((Unavailable) reading).reason();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answering(int status, String body) {
        answering(exchange -> send(exchange, status, body));
    }

    private void answering(Answer answer) {
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void spaces(OutputStream out, long count, AtomicLong taken) throws IOException {
        byte[] spaces = " ".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        while (taken.get() < count) {
            int length = (int) Math.min(spaces.length, count - taken.get());
            out.write(spaces, 0, length);
            taken.addAndGet(length);
        }
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(field -> Objects.requireNonNull(field).split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static String vector(String number) {
        return success(
                "vector", "[{\"metric\":{\"product\":\"checkout\"},\"value\":[1764000000.123,\"" + number + "\"]}]");
    }

    private static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }
}
