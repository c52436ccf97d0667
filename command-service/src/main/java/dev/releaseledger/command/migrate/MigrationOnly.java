package dev.releaseledger.command.migrate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** Migrates the schema and ends. Needs the database's address, its owner's credentials and the ledger's origin. */
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class MigrationOnly {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationOnly.class);

    /** Migrates. Throws when it cannot. */
    public static void run(String... args) {
        new SpringApplicationBuilder(MigrationOnly.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=command-service")
                .run(args)
                .close();
        LOG.info("the schema is migrated");
    }
}
