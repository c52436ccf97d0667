package dev.releaseledger.command;

import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command service as a whole, on a real database and a real Kafka, spoken to over HTTP alone. */
public final class RunningCommandService implements AutoCloseable {
    public static final String ORIGIN = "command.test";

    /** What the readers of evidence are sealed with, in all tests. */
    public static final Path ACCESS_KEY = accessKey();

    private static final JsonMapper JSON = new JsonMapper();

    private final TestIssuer issuer = TestIssuer.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final ConfigurableApplicationContext context;

    /** An answer. */
    public record Reply(int status, Map<String, List<String>> headers, JsonNode body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }
    }

    private RunningCommandService(TestDatabase database, InstantSource clock, List<String> settings) {
        this.database = database;
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--release-ledger.topics.prefix=" + TestServers.shared().newTopicPrefix(),
                "--release-ledger.signing-key=" + signingKey(),
                "--release-ledger.security.issuer=" + issuer.issuer(),
                "--release-ledger.security.jwk-set-uri=" + issuer.jwkSetUri()));
        // Of a setting that is given twice Spring would take both values.
        all.removeIf(ours -> settings.stream().anyMatch(theirs -> name(theirs).equals(name(ours))));
        all.addAll(settingsOn(database, settings));
        this.context = CommandService.application()
                .initializers((GenericApplicationContext starting) -> starting.registerBean(
                        "movedClock", InstantSource.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(all.toArray(String[]::new));
    }

    /** These settings, and those of every service on this database. */
    public static List<String> settingsOn(TestDatabase database, List<String> settings) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--spring.flyway.password=" + TestDatabase.PASSWORD,
                "--release-ledger.origin=" + ORIGIN,
                "--release-ledger.kafka.bootstrap=" + TestServers.shared().kafkaBootstrap(),
                "--release-ledger.access.key=" + ACCESS_KEY,
                "--release-ledger.topics.replication=1",
                "--release-ledger.deadlines.look=100ms",
                // A service that has just started cannot say yet what is due already: it tries again.
                "--release-ledger.deadlines.retry=250ms"));
        all.removeIf(ours -> settings.stream().anyMatch(theirs -> name(theirs).equals(name(ours))));
        all.addAll(settings);
        return all;
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** Starts one on a database of its own. */
    public static RunningCommandService start(String... settings) {
        return startOn(TestServers.shared().newDatabase(), settings);
    }

    /** Starts one on this database. */
    public static RunningCommandService startOn(TestDatabase database, String... settings) {
        return startOn(database, InstantSource.system(), settings);
    }

    /** Starts one on this database that goes by this clock. */
    public static RunningCommandService startOn(TestDatabase database, InstantSource clock, String... settings) {
        return new RunningCommandService(database, clock, List.of(settings));
    }

    private static Path accessKey() {
        try {
            return Files.writeString(Files.createTempFile("access", ".key"), AccessKeys.generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new signing key. */
    public static Path signingKey() {
        try {
            Path key = Files.createTempFile("signing", ".pem");
            Files.writeString(key, NoteSigner.generate(ORIGIN).toPem());
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    public TestIssuer issuer() {
        return issuer;
    }

    public TestDatabase database() {
        return database;
    }

    public URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    /** Sends a command as somebody with these roles. */
    public Reply post(String subject, List<String> roles, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + issuer.token(subject, roles.toArray(String[]::new)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Sends any request. */
    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Reply(
                    response.statusCode(),
                    response.headers().map(),
                    text.startsWith("{")
                            ? JSON.readTree(text)
                            : JSON.getNodeFactory().stringNode(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }
}
