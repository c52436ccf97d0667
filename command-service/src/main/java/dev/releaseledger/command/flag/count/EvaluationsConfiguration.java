package dev.releaseledger.command.flag.count;

import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.publish.PublishSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The records of how often flags are evaluated. */
@Configuration(proxyBeanMethods = false)
class EvaluationsConfiguration {

    @Bean
    EvaluationsRecorder evaluationsRecorder(
            PublishSettings settings, Reactions reactions, InstantSource clock, ObjectProvider<MeterRegistry> meters) {
        return new EvaluationsRecorder(settings, reactions, clock, meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    HealthIndicator evaluationsHealthIndicator(EvaluationsRecorder recorder) {
        return new EvaluationsHealth(recorder);
    }
}
