package dev.releaseledger.command.migrate;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** When the schema is migrated: the setting {@code release-ledger.migrate}. */
public enum Migrate {
    /** At the start of the service, with the owner's credentials. */
    START,
    /** By a process that does nothing else, with the owner's credentials. */
    ONLY,
    /** Not by this service, which needs no owner's credentials then and makes sure that the schema is not behind. */
    NEVER;

    private static final String SETTING = "release-ledger.migrate";
    private static final String VARIABLE = "RELEASE_LEDGER_MIGRATE";

    /** What a process is asked for by its arguments or its environment, in this order. */
    public static Migrate asked(String... args) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.setConversionService(new ApplicationConversionService());
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        Migrate variable = environment.getProperty(VARIABLE, Migrate.class, START);
        return environment.getProperty(SETTING, Migrate.class, variable);
    }
}
