package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.command.incident.gather.Gathering;
import dev.releaseledger.command.release.health.HealthFolding;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.release.ReleaseState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What alerts need. */
@Configuration(proxyBeanMethods = false)
class AlertsConfiguration {

    @Bean
    Alerts alerts(
            Claims claims,
            StreamStates<ReleaseState> releaseStates,
            StreamStates<EnvironmentState> environmentStates,
            HealthFolding folding,
            Gathering gathering,
            CommandDesk desk,
            Policies policies,
            InstantSource clock,
            ObjectProvider<MeterRegistry> meters) {
        return new Alerts(
                new AlertedDeployments(claims, releaseStates, environmentStates),
                folding,
                new AlertedIncidents(gathering, desk),
                policies,
                clock,
                meters.getIfAvailable(CompositeMeterRegistry::new));
    }
}
