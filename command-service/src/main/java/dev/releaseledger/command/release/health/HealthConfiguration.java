package dev.releaseledger.command.release.health;

import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.release.ReleaseState;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How health is gathered. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    HealthFolding healthFolding(
            CommandDesk desk, StreamStates<ReleaseState> releaseStates, Policies policies, InstantSource clock) {
        return new HealthFolding(desk, releaseStates, policies, clock);
    }
}
