package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates and migrates the schemas of the read side, each with a history of its own. */
final class Schemas {
    /** Any number that nobody else locks: "query" in ASCII. */
    private static final long LOCK = 0x7175657279L;

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Schemas(DataSource dataSource, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** What is known about all generations. */
    void migratePointer() {
        migrate(Generation.POINTER_SCHEMA, "classpath:db/query/generations", "*:future");
    }

    /**
     * Makes a generation's tables what this version needs.
     *
     * @throws FlywayException when a newer version made them: this one would leave tables empty that it does not know
     */
    void migrate(Generation generation) {
        migrate(generation.schema(), "classpath:db/query/generation");
    }

    private void migrate(String schema, String location, String... ignored) {
        // Two instances that create the same schema at once would trip over each other, "if not exists" or not.
        transaction.executeWithoutResult(status -> {
            jdbc.queryForList("select pg_advisory_xact_lock(?)", LOCK);
            jdbc.execute("create schema if not exists " + schema);
        });
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(false)
                .locations(location)
                .placeholderReplacement(false)
                .ignoreMigrationPatterns(ignored)
                .load()
                .migrate();
    }

    /**
     * Takes the statistics of a generation that was filled, before anybody asks it: without them the first questions are planned
     * as if its tables were empty. However long it takes.
     */
    void analyze(Generation generation) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("set local statement_timeout = 0");
            jdbc.queryForList(
                            "select format('analyze %I.%I', schemaname, tablename) from pg_tables where schemaname = ?"
                                    + " order by tablename",
                            String.class, generation.schema())
                    .forEach(jdbc::execute);
        });
    }

    /** Drops a generation that nobody reads any more; waits for no one. */
    void drop(Generation generation) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("set local lock_timeout = '1s'");
            jdbc.execute("drop schema if exists " + generation.schema() + " cascade");
        });
    }
}
