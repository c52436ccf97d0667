package dev.releaseledger.query.testing;

import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.query.QueryService;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The service, whole, on real servers. */
public final class RunningQueryService implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What the readers of evidence are sealed with, in all tests. */
    public static final Path ACCESS_KEY = accessKey();

    private final ConfigurableApplicationContext context;
    private final TestIssuer issuer;

    private RunningQueryService(ConfigurableApplicationContext context, TestIssuer issuer) {
        this.context = context;
        this.issuer = issuer;
    }

    public static RunningQueryService start(
            TestDatabase database, String prefix, TestIssuer issuer, List<String> verifierKeys, String... more) {
        // A later argument replaces an earlier one; Spring would join them with a comma.
        Map<String, String> arguments = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--release-ledger.origin=" + TestLedger.ORIGIN,
                "--release-ledger.kafka.bootstrap=" + TestServers.shared().kafkaBootstrap(),
                "--release-ledger.topics.prefix=" + prefix,
                "--release-ledger.security.issuer=" + issuer.issuer(),
                "--release-ledger.security.jwk-set-uri=" + issuer.jwkSetUri(),
                "--release-ledger.verifier-keys=" + String.join(",", verifierKeys),
                "--release-ledger.access.key=" + ACCESS_KEY,
                "--release-ledger.projection.retry=200ms",
                "--release-ledger.projection.watch=100ms",
                "--release-ledger.projection.keep-retired=1s",
                "--release-ledger.queries.wait-for-position=10s"));
        all.addAll(List.of(more));
        all.forEach(argument -> arguments.put(argument.substring(0, argument.indexOf('=')), argument));
        return new RunningQueryService(
                QueryService.application().run(arguments.values().toArray(String[]::new)), issuer);
    }

    private static Path accessKey() {
        try {
            return Files.writeString(Files.createTempFile("access", ".key"), AccessKeys.generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Asks as somebody with these roles. */
    public Answer get(String path, String... roles) {
        return send("GET", path, issuer.token("somebody", roles));
    }

    /** Asks for a representation of this type. */
    public Answer getAs(String accept, String path, String... roles) {
        return send("GET", path, issuer.token("somebody", roles), accept);
    }

    public Answer getWith(String path, @Nullable String token) {
        return send("GET", path, token);
    }

    /** Asks with a header that names no representation. */
    public Answer getWithHeader(String name, String value, String path, String... roles) {
        return send("GET", path, issuer.token("somebody", roles), name, value);
    }

    public Answer post(String path, String... roles) {
        return send("POST", path, issuer.token("somebody", roles));
    }

    /** Posts a JSON body. */
    public Answer postJson(String path, String body, String... roles) {
        return send("POST", path, issuer.token("somebody", roles), "Content-Type", "application/json", body);
    }

    /** Posts a JSON body, if there is something newer than what has this tag. */
    public Answer postJsonIfNoneMatch(String tag, String path, String body, String... roles) {
        return send("POST", path, issuer.token("somebody", roles), "If-None-Match", tag, body);
    }

    private Answer send(String method, String path, @Nullable String token) {
        return send(method, path, token, null);
    }

    private Answer send(String method, String path, @Nullable String token, @Nullable String accept) {
        return send(method, path, token, "Accept", accept);
    }

    private Answer send(String method, String path, @Nullable String token, String header, @Nullable String value) {
        return send(method, path, token, header, value, "");
    }

    private Answer send(
            String method, String path, @Nullable String token, String header, @Nullable String value, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (value != null) {
            request.header(header, value);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many entries are projected. */
    public void awaitProjected(long size) {
        Awaitility.await("projection of " + size + " entries")
                .atMost(Duration.ofMinutes(2))
                .until(() -> projected() >= size);
    }

    /** How many entries are projected, by what the service measures. */
    public long projected() {
        Answer metric = get("/actuator/metrics/release.ledger.projection.position", "admin");
        return metric.json().get("measurements").get(0).get("value").asLong();
    }

    /** How often this kind of alarm rang. */
    public long alarms(String kind) {
        Answer metric = get("/actuator/metrics/release.ledger.alarms?tag=kind:" + kind, "admin");
        return metric.status() == 200
                ? metric.json().get("measurements").get(0).get("value").asLong()
                : 0;
    }

    public Answer health() {
        return get("/actuator/health", "admin");
    }

    @Override
    public void close() {
        context.close();
    }
}
