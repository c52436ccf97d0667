package dev.releaseledger.query.audit;

import dev.releaseledger.query.rest.ProblemWriter;
import dev.releaseledger.query.settings.QuerySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The record of who reads evidence, before every answer of this service. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AccessTrail accessTrail(QuerySettings settings, MeterRegistry meters) {
        return new AccessTrail(settings, meters);
    }

    @Bean
    HealthIndicator accessHealthIndicator(AccessTrail trail) {
        return new AccessHealth(trail);
    }

    @Bean
    AccessAudit accessAudit(AccessTrail trail, ProblemWriter problems, Clock clock) {
        return new AccessAudit(trail, problems, clock);
    }
}
