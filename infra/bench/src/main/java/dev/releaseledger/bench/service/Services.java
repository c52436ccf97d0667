package dev.releaseledger.bench.service;

import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.servers.LedgerDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts services over one database, one pair of topics and one issuer of tokens. */
final class Services implements AutoCloseable {
    private static final Duration GOOD_FOR = Duration.ofHours(12);

    private final Ground ground;
    private final Site site;
    private final String prefix;
    private final NoteSigner signer;
    private final TestIssuer issuer = TestIssuer.start();

    Services(Ground ground, String prefix) throws SQLException, Malformed {
        this.ground = ground;
        this.site = ground.newSite();
        this.prefix = prefix;
        this.signer = NoteSigner.generate(Site.ORIGIN);
    }

    /** A token for everything that is measured here. */
    String token() {
        return issuer.token(claims -> claims.subject("bench")
                .claim("roles", List.of("release-manager", "developer", "ci", "auditor", "admin"))
                .expirationTime(Date.from(Instant.now().plus(GOOD_FOR))));
    }

    /** Who signs this ledger's checkpoints. */
    NoteSigner signer() {
        return signer;
    }

    String eventsTopic() {
        return prefix + ".events";
    }

    String checkpointsTopic() {
        return prefix + ".checkpoints";
    }

    String accessTopic() {
        return prefix + ".access";
    }

    /** A connection as the query service has. */
    Connection connectAsQuery() throws SQLException {
        return DriverManager.getConnection(site.url(), LedgerDatabase.QUERY, Site.PASSWORD);
    }

    ServiceProcess empty() throws IOException, InterruptedException {
        return empty(Map.of());
    }

    /** One that verifies a token's signature once a minute, as ours do. */
    ServiceProcess emptyKeepingTokens() throws IOException, InterruptedException {
        return empty(Map.of(EmptyService.KEEPS_TOKENS, "true"));
    }

    private ServiceProcess empty(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> settings = common();
        settings.putAll(more);
        return ServiceProcess.start(
                "empty", EmptyService.class.getName(), settings, EmptyService.HEALTH, ground.folder());
    }

    ServiceProcess command() throws IOException, InterruptedException {
        return command(Map.of());
    }

    /** @param more settings beside those that every command service here has */
    ServiceProcess command(Map<String, String> more) throws IOException, InterruptedException {
        Path key = Files.writeString(ground.folder().resolve("signing-key.pem"), signer.toPem());
        Map<String, String> settings = common();
        settings.put("spring.datasource.username", LedgerDatabase.COMMAND);
        settings.put("spring.flyway.url", site.url());
        settings.put("spring.flyway.user", LedgerDatabase.OWNER);
        settings.put("spring.flyway.password", Site.PASSWORD);
        settings.put("release-ledger.signing-key", key.toString());
        settings.put("release-ledger.topics.replication", "1");
        settings.putAll(more);
        return ServiceProcess.start(
                "command", "dev.releaseledger.command.CommandService", settings, "/actuator/health", ground.folder());
    }

    ServiceProcess query() throws IOException, InterruptedException {
        Map<String, String> settings = common();
        settings.put("spring.datasource.username", LedgerDatabase.QUERY);
        settings.put("release-ledger.verifier-keys", signer.verifierKey().toString());
        // Evidence is handed out only where it can be recorded who reads it. Nobody appends from the topic here: what
        // is
        // measured is the rest.
        Path readers = ground.folder().resolve("access.key");
        if (!Files.exists(readers)) {
            Files.writeString(readers, AccessKeys.generate());
        }
        settings.put("release-ledger.access.key", readers.toString());
        return ServiceProcess.start(
                "query", "dev.releaseledger.query.QueryService", settings, "/actuator/health", ground.folder());
    }

    private Map<String, String> common() {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("spring.datasource.url", site.url());
        settings.put("spring.datasource.password", Site.PASSWORD);
        settings.put("release-ledger.kafka.bootstrap", ground.kafka());
        settings.put("release-ledger.topics.prefix", prefix);
        settings.put("release-ledger.origin", Site.ORIGIN);
        settings.put("release-ledger.security.issuer", issuer.issuer());
        settings.put("release-ledger.security.jwk-set-uri", issuer.jwkSetUri());
        settings.put("release-ledger.security.audience", TestIssuer.AUDIENCE);
        return settings;
    }

    @Override
    public void close() {
        issuer.close();
    }
}
