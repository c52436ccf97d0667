package dev.releaseledger.servers.testing;

import dev.releaseledger.servers.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A PostgreSQL for tests, from wherever. */
record RunningPostgres(String host, int port, String superuser, String password, AutoCloseable server) {
    static final String IMAGE = "postgres:18";

    static RunningPostgres inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword("postgres")
                .withDatabaseName("postgres")
                .withStartupTimeout(TestServers.START_WITHIN);
        container.setCommand("postgres", "-c", "max_connections=200");
        container.start();
        return new RunningPostgres(
                container.getHost(), container.getFirstMappedPort(), "postgres", "postgres", container::stop);
    }

    static RunningPostgres embedded(Path folder) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0);
        return new RunningPostgres("127.0.0.1", postgres.port(), EmbeddedPostgres.SUPERUSER, "postgres", postgres);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/postgres", superuser, password);
    }
}
