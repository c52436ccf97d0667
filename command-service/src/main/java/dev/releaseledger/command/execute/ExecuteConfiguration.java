package dev.releaseledger.command.execute;

import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What executes rollbacks for this service, from the properties {@code release-ledger.rollback-executor.*} that
 * {@link ExecutorProperties} describes. A fault in any of them stops the start, and all are told at once.
 */
@Configuration(proxyBeanMethods = false)
public class ExecuteConfiguration {

    @Bean
    RollbackExecutor rollbackExecutor(
            Environment environment,
            @Value("${release-ledger.origin:releaseledger.local}") String origin,
            GuardedHttp http,
            Validator validator) {
        ExecutorReading reading = new ExecutorReading(
                "/release-ledger/" + origin, http, new Acknowledgement(validator), Clock.systemUTC());
        RollbackExecutor executor = reading.read(environment);
        if (!reading.faults().isEmpty()) {
            throw new SettingsUnusable(reading.faults());
        }
        return executor;
    }
}
