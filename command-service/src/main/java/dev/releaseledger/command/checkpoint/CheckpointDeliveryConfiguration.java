package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.announce.channel.WrittenMail;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.DeliveryLog;
import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.GuardedSockets;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import dev.releaseledger.command.outgoing.TimeLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Delivery of checkpoints to places outside; the properties are {@code release-ledger.checkpoint-delivery.*}. */
@Configuration(proxyBeanMethods = false)
class CheckpointDeliveryConfiguration {

    @Bean
    CheckpointDelivery checkpointDelivery(
            Environment environment,
            @Value("${release-ledger.origin:releaseledger.local}") String origin,
            GuardedHttp http,
            GuardedSockets sockets,
            TimeLimit limit,
            DataSource dataSource,
            AppendEngine engine,
            ObjectProvider<MeterRegistry> meters) {
        Clock clock = Clock.systemUTC();
        DeliveryReading reading = new DeliveryReading(
                environment, origin, http, new WrittenMail(environment, http, sockets, limit, clock), clock);
        List<Target> targets = reading.read();
        if (!reading.faults().isEmpty()) {
            throw new SettingsUnusable(reading.faults());
        }
        return new CheckpointDelivery(
                targets,
                new DeliveryLog(dataSource),
                engine::obstacle,
                meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    HealthIndicator checkpointDeliveryHealthIndicator(CheckpointDelivery delivery) {
        return new CheckpointDeliveryHealth(delivery);
    }
}
