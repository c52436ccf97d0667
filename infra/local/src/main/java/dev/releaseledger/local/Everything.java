package dev.releaseledger.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.releaseledger.command.CommandService;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.local.issuer.TokenIssuer;
import dev.releaseledger.query.QueryService;
import dev.releaseledger.servers.EmbeddedKafka;
import dev.releaseledger.servers.EmbeddedPostgres;
import dev.releaseledger.servers.LedgerDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** PostgreSQL, Kafka, the token issuer and both services, wired together. */
final class Everything {
    static final String ORIGIN = "releaseledger.local";
    private static final String DATABASE = "release_ledger";

    private final LocalSettings settings;
    private final Secrets secrets;
    private final LedgerKeys keys;
    private final Parts parts;
    private final Progress progress;

    Everything(LocalSettings settings, Secrets secrets, Parts parts, Progress progress) {
        this.settings = settings;
        this.secrets = secrets;
        this.keys = new LedgerKeys(secrets, ORIGIN);
        this.parts = parts;
        this.progress = progress;
    }

    /** What does not need each other starts side by side. */
    void start() {
        together(this::startPostgres, this::startKafka, this::startIssuer);
        together(this::startCommandService, this::startQueryService);
    }

    String whereToLook() {
        return """
                  commands   http://127.0.0.1:%d/swagger-ui.html
                  queries    http://127.0.0.1:%d/swagger-ui.html
                  tokens     infra/token ROLE [ACTOR]     (issuer http://127.0.0.1:%d)
                  PostgreSQL %s
                  Kafka      %s
                Ctrl-C stops everything.
                """.formatted(
                        settings.command().port(),
                        settings.query().port(),
                        settings.issuer().port(),
                        settings.externalPostgres().orElseGet(this::embeddedPostgresUrl),
                        settings.externalKafka().orElseGet(this::embeddedKafkaBootstrap));
    }

    private void startPostgres() {
        if (settings.externalPostgres().isPresent()) {
            return;
        }
        progress.timed("PostgreSQL", () -> {
            EmbeddedPostgres postgres = parts.add(
                    Parts.Layer.POSTGRES,
                    EmbeddedPostgres.start(
                            settings.data().resolve("postgres"),
                            settings.postgres().port(),
                            secrets.password("postgres-superuser")));
            prepareDatabase(postgres);
            return postgres;
        });
    }

    private void prepareDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection superuser = postgres.connectAsSuperuser()) {
            LedgerDatabase.prepareRoles(
                    superuser,
                    new LedgerDatabase.Passwords(
                            secrets.password("postgres-owner"),
                            secrets.password("postgres-command"),
                            secrets.password("postgres-query")));
            LedgerDatabase.prepareDatabase(superuser, DATABASE);
        }
    }

    private void startKafka() {
        if (settings.externalKafka().isPresent()) {
            return;
        }
        progress.timed(
                "Kafka",
                () -> parts.add(
                        Parts.Layer.KAFKA,
                        EmbeddedKafka.start(
                                settings.data().resolve("kafka"),
                                settings.kafka().port())));
    }

    private void startIssuer() {
        progress.timed("token issuer", () -> {
            Path endpoint = settings.data().resolve(Token.ENDPOINT_FILE);
            SpringApplicationBuilder issuer =
                    TokenIssuer.application(issuerUrl(), secrets.password(Token.CLIENT_SECRET), tokenKey());
            run(
                    Parts.Layer.ISSUER,
                    issuer,
                    List.of("--server.port=" + settings.issuer().port()));
            parts.add(Parts.Layer.ISSUER, () -> Files.deleteIfExists(endpoint));
            return Files.writeString(endpoint, issuerUrl() + TokenIssuer.TOKEN_PATH + "\n");
        });
    }

    private void startCommandService() {
        List<String> arguments = common(settings.command(), LedgerDatabase.COMMAND, "postgres-command");
        List<Path> files = keys.files();
        arguments.add("--release-ledger.signing-key=" + files.getFirst());
        arguments.add("--release-ledger.further-signing-keys=" + joined(files.subList(1, files.size())));
        arguments.add("--release-ledger.retired-keys=" + joined(keys.retired()));
        arguments.add("--release-ledger.access.key=" + accessKey());
        if (settings.externalPostgres().isEmpty()) {
            arguments.add("--spring.flyway.user=" + LedgerDatabase.OWNER);
            arguments.add("--spring.flyway.password=" + secrets.password("postgres-owner"));
        }
        if (settings.externalKafka().isEmpty()) {
            arguments.add("--release-ledger.topics.replication=1");
        }
        progress.timed("command service", () -> run(Parts.Layer.SERVICES, CommandService.application(), arguments));
    }

    private void startQueryService() {
        List<String> arguments = common(settings.query(), LedgerDatabase.QUERY, "postgres-query");
        arguments.add("--release-ledger.verifier-keys=" + joined(keys.pinned()));
        arguments.add("--release-ledger.access.key=" + accessKey());
        progress.timed("query service", () -> run(Parts.Layer.SERVICES, QueryService.application(), arguments));
    }

    private List<String> common(Listener listener, String role, String password) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + listener.port(),
                "--release-ledger.origin=" + ORIGIN,
                "--release-ledger.security.issuer=" + issuerUrl()));
        if (settings.externalPostgres().isEmpty()) {
            arguments.add("--spring.datasource.url=" + embeddedPostgresUrl());
            arguments.add("--spring.datasource.username=" + role);
            arguments.add("--spring.datasource.password=" + secrets.password(password));
        }
        if (settings.externalKafka().isEmpty()) {
            arguments.add("--release-ledger.kafka.bootstrap=" + embeddedKafkaBootstrap());
        }
        return arguments;
    }

    private AutoCloseable run(Parts.Layer layer, SpringApplicationBuilder application, List<String> arguments) {
        return parts.add(
                layer,
                application
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        // We stop in an order that Spring cannot know.
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new)));
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** Who reads evidence is sealed with it; both services read the file again when it changes. */
    private synchronized Path accessKey() {
        String ignored = secrets.text("release-ledger.access-key", AccessKeys::generate);
        return secrets.file("release-ledger.access-key");
    }

    private RSAKey tokenKey() throws ParseException {
        return RSAKey.parse(secrets.text("token-key.json", () -> {
            try {
                return new RSAKeyGenerator(2048)
                        .keyID(UUID.randomUUID().toString())
                        .generate()
                        .toJSONString();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private String issuerUrl() {
        return "http://127.0.0.1:" + settings.issuer().port();
    }

    private String embeddedPostgresUrl() {
        return "jdbc:postgresql://127.0.0.1:" + settings.postgres().port() + "/" + DATABASE;
    }

    private String embeddedKafkaBootstrap() {
        return "127.0.0.1:" + settings.kafka().port();
    }

    /** Runs them side by side; the first failure is told at once, whatever the others do. */
    private static void together(Runnable... steps) {
        CompletableFuture<Void> all = CompletableFuture.allOf();
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        for (Runnable step : steps) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    step.run();
                    done.complete(null);
                } catch (RuntimeException | Error e) {
                    firstFailure.completeExceptionally(e);
                }
            });
            all = CompletableFuture.allOf(all, done);
        }
        try {
            CompletableFuture.anyOf(all, firstFailure).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
