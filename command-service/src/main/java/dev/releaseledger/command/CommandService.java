package dev.releaseledger.command;

import dev.releaseledger.command.migrate.Migrate;
import dev.releaseledger.command.migrate.MigrationOnly;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;

/** Decides: takes commands over REST, appends what is accepted, publishes it to Kafka. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
public class CommandService {

    /** Starts the service, or only migrates its schema; its settings are in {@code command-service.yml}. */
    public static void main(String[] args) {
        if (Migrate.asked(args) == Migrate.ONLY) {
            MigrationOnly.run(args);
        } else {
            application().run(args);
        }
    }

    /** The service, for whoever starts it together with others. */
    public static SpringApplicationBuilder application() {
        System.setProperty("disable-axoniq-console-message", "true");
        return new SpringApplicationBuilder(CommandService.class)
                .main(CommandService.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=command-service");
    }
}
