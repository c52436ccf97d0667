package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Fresh ledgers, and what only a test may do to them. */
public final class LedgerDatabases {
    public static final String ORIGIN = "test.example";
    public static final Admission OPEN = Optional::empty;

    /** For what is to be recorded: a machine that stands still for a while is no reason to give it up. */
    public static final AppendSettings PATIENT = waiting(Duration.ofMinutes(2));

    /** So that a test does not wait long for a database that is away. */
    public static final AppendSettings IMPATIENT = waiting(Duration.ofSeconds(3));

    private LedgerDatabases() {}

    /** What an engine takes on that waits so long for a database that does not answer. */
    public static AppendSettings waiting(Duration patience) {
        return new AppendSettings(4_096, 64L << 20, 1_024, 8L << 20, patience, Duration.ofSeconds(20));
    }

    public static TestDatabase fresh() {
        TestDatabase database = TestServers.shared().newDatabase();
        Flyway.configure()
                .dataSource(database.url(), TestDatabase.OWNER, TestDatabase.PASSWORD)
                .locations("classpath:db/command")
                .placeholders(Map.of("service_role", TestDatabase.COMMAND, "origin", ORIGIN))
                .load()
                .migrate();
        return database;
    }

    public static Database database(TestDatabase database) {
        return new Database(database.url(), TestDatabase.COMMAND, TestDatabase.PASSWORD);
    }

    public static DataSource dataSource(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(TestDatabase.COMMAND);
        source.setPassword(TestDatabase.PASSWORD);
        return source;
    }

    public static AppendEngine engine(TestDatabase database) {
        return engine(database, PATIENT);
    }

    /** An engine that takes so much on. */
    public static AppendEngine engine(TestDatabase database, AppendSettings settings) {
        return new AppendEngine(database(database), settings, OPEN, new HeadSignal(), new CompositeMeterRegistry());
    }

    public static void asSuperuser(TestDatabase database, String sql) {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static long count(TestDatabase database, String sql) {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tree of the entries, computed again from their bytes. */
    public static Frontier recomputed(TestDatabase database) {
        Frontier frontier = Frontier.EMPTY;
        for (StoredEntry entry : new EntryReader(dataSource(database)).from(0, Integer.MAX_VALUE)) {
            frontier = frontier.append(Hash.leaf(entry.bytes()));
        }
        return frontier;
    }

    /** The tree as the head has it. */
    public static Frontier inHead(TestDatabase database) {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select next_position, frontier from ledger.head")) {
            row.next();
            return Frontier.fromBytes(row.getLong(1), row.getBytes(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
