package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Schemas that a newer version of the service migrated. */
class SchemasIT {
    private static final TestDatabase DATABASE = TestServers.shared().newDatabase();
    private final DriverManagerDataSource dataSource =
            new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final Schemas schemas =
            new Schemas(dataSource, jdbc, new TransactionTemplate(new DataSourceTransactionManager(dataSource)));

    private void migratedByTheNextVersion(String schema) {
        jdbc.update("insert into " + schema
                + ".flyway_schema_history select max(installed_rank) + 1, '9999', 'later', 'SQL',"
                + " 'V9999__later.sql', 1, current_user, now(), 1, true from " + schema + ".flyway_schema_history");
    }

    @Test
    void aGenerationOfANewerVersionIsNotFilledByThisOne() {
        Generation generation = new Generation(1);
        schemas.migrate(generation);
        assertThatCode(() -> schemas.migrate(generation)).doesNotThrowAnyException();
        migratedByTheNextVersion(generation.schema());
        assertThatThrownBy(() -> schemas.migrate(generation)).isInstanceOf(FlywayException.class);
    }

    @Test
    void whatIsKnownOfAllGenerationsIsReadAsBefore() {
        schemas.migratePointer();
        migratedByTheNextVersion(Generation.POINTER_SCHEMA);
        assertThatCode(schemas::migratePointer).doesNotThrowAnyException();
    }
}
