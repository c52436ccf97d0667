package dev.releaseledger.bench.ground;

import dev.releaseledger.servers.EmbeddedKafka;
import dev.releaseledger.servers.EmbeddedPostgres;
import dev.releaseledger.servers.Folders;
import dev.releaseledger.servers.LedgerDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL and, where it is asked for, a Kafka of this run's own, on this machine's disk; gone afterwards. */
public final class Ground implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable EmbeddedKafka kafka;

    private Ground(Path folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /** @param parent where the data may lie: a real disk, since commits wait for it */
    public static Ground prepare(Path parent) throws IOException, SQLException {
        Files.createDirectories(parent);
        Path folder = Files.createTempDirectory(parent, "data-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        try (Connection superuser = postgres.connectAsSuperuser()) {
            LedgerDatabase.prepareRoles(
                    superuser, new LedgerDatabase.Passwords(Site.PASSWORD, Site.PASSWORD, Site.PASSWORD));
        }
        return new Ground(folder, postgres);
    }

    /** A new database with its roles, empty. */
    public Site newSite() throws SQLException {
        String name = "bench_" + databases.incrementAndGet();
        try (Connection superuser = postgres.connectAsSuperuser()) {
            LedgerDatabase.prepareDatabase(superuser, name);
        }
        return new Site(name, postgres.port(), postgres.jdbcUrl(name));
    }

    /** What clients of Kafka put into {@code bootstrap.servers}; the first call starts the broker. */
    public String kafka() {
        EmbeddedKafka running = kafka;
        if (running == null) {
            running = EmbeddedKafka.start(folder.resolve("kafka"), 0);
            kafka = running;
        }
        return running.bootstrap();
    }

    /** Where logs and scripts of this run may lie; goes with the ground. */
    public Path folder() {
        return folder;
    }

    /** The server's own version, e.g. {@code 18.6}. */
    public String postgresVersion() throws SQLException {
        try (Connection superuser = postgres.connectAsSuperuser()) {
            return superuser.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public void close() throws IOException {
        if (kafka != null) {
            kafka.close();
        }
        postgres.close();
        Folders.delete(folder);
    }
}
