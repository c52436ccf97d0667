package dev.releaseledger.bench.ground;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.releaseledger.servers.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A database to measure in. */
public record Site(String name, int port, String url) {
    /** Of every role. */
    public static final String PASSWORD = "secret";

    /** The origin of every ledger that is measured. */
    public static final String ORIGIN = "bench.example";

    /** Gives it the command side's tables. */
    public Site migrated() {
        Flyway.configure()
                .dataSource(url, LedgerDatabase.OWNER, PASSWORD)
                .locations("classpath:db/command")
                .defaultSchema("public")
                .placeholders(Map.of("service_role", LedgerDatabase.COMMAND, "origin", ORIGIN))
                .load()
                .migrate();
        return this;
    }

    /** Runs statements as the owner of the database. */
    public Site with(String sql) throws SQLException {
        try (Connection owner = connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(url, LedgerDatabase.OWNER, PASSWORD);
    }

    /** A pool of so many connections of a role. */
    public HikariDataSource pool(String role, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(role);
        config.setPassword(PASSWORD);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }
}
