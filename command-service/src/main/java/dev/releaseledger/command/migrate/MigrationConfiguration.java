package dev.releaseledger.command.migrate;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service does about its schema when it starts. */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Bean
    FlywayMigrationStrategy migration(@Value("${release-ledger.migrate}") Migrate migrate, DataSource dataSource) {
        return switch (migrate) {
            case START -> Flyway::migrate;
            case NEVER -> flyway -> requireCurrent(flyway, dataSource);
            case ONLY ->
                throw new IllegalStateException("release-ledger.migrate=only is for the process that migrates:"
                        + " give it as an argument or as RELEASE_LEDGER_MIGRATE");
        };
    }

    /** Looks as the service itself, which may read the history of migrations and no more. */
    private static void requireCurrent(Flyway flyway, DataSource dataSource) {
        MigrationInfo[] pending;
        try {
            pending = Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .dataSource(dataSource)
                    .load()
                    .info()
                    .pending();
        } catch (FlywayException e) {
            if (isForbidden(e)) {
                throw new SchemaBehind("4 history to be read, and what came after it", e);
            }
            throw e;
        }
        if (pending.length > 0) {
            throw new SchemaBehind(Arrays.stream(pending)
                    .map(migration -> migration.getVersion() + " " + migration.getDescription())
                    .collect(Collectors.joining(", ")));
        }
    }

    /** A schema from before the service was granted to read the history. */
    private static boolean isForbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
