package dev.releaseledger.command.release.health;

import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.command.health.prometheus.PrometheusReader;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.release.ReleaseState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How health is gathered and looked for. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    HealthFolding healthFolding(
            CommandDesk desk,
            StreamStates<ReleaseState> releaseStates,
            StreamStates<EnvironmentState> environmentStates,
            Policies policies,
            InstantSource clock) {
        return new HealthFolding(desk, releaseStates, environmentStates, policies, clock);
    }

    @Bean
    LookAtDeployment lookAtDeployment(
            StreamStates<ReleaseState> releaseStates,
            StreamStates<EnvironmentState> environmentStates,
            Policies policies,
            PrometheusReader prometheus,
            HealthFolding folding,
            Reactions reactions,
            ObjectProvider<Deadlines> deadlines,
            InstantSource clock,
            ObjectProvider<MeterRegistry> meters) {
        return new LookAtDeployment(
                releaseStates,
                environmentStates,
                policies,
                new PrometheusLook(prometheus::read, meters.getIfAvailable(CompositeMeterRegistry::new)),
                prometheus.isConfigured(),
                folding,
                reactions,
                // It is one of those that they call.
                deadlines::getObject,
                clock);
    }

    @Bean
    WhenDeploymentIsWatchedThenLookAtIt whenDeploymentIsWatchedThenLookAtIt(LookAtDeployment look) {
        return new WhenDeploymentIsWatchedThenLookAtIt(look);
    }
}
