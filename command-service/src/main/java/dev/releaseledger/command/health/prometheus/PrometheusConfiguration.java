package dev.releaseledger.command.health.prometheus;

import dev.releaseledger.command.outgoing.AddressGuard;
import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.OutgoingSettings;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asking Prometheus. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrometheusSettings.class)
public class PrometheusConfiguration {

    @Bean
    PrometheusReader prometheusReader(
            PrometheusSettings settings,
            OutgoingSettings outgoing,
            AddressGuard guard,
            ObjectProvider<MeterRegistry> meters)
            throws NoSuchAlgorithmException {
        List<String> faults = settings.faults();
        if (!faults.isEmpty()) {
            throw new SettingsUnusable(faults);
        }
        // A client of its own: its time is shorter, and its one place is asked again and again.
        GuardedHttp http = GuardedHttp.keepingConnections(
                guard, SSLContext.getDefault(), settings.calls(outgoing), Clock.systemUTC());
        return new PrometheusReader(settings, http, meters.getIfAvailable(CompositeMeterRegistry::new));
    }
}
