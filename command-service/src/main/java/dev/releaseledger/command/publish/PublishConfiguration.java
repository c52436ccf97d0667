package dev.releaseledger.command.publish;

import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.command.append.SigningKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Publishing of this service's ledger. Its {@link StartupCheck} is the {@link
 * dev.releaseledger.command.append.Admission} that appending needs. Properties: {@code release-ledger.origin}, {@code
 * release-ledger.topics.prefix}, {@code release-ledger.topics.replication}, {@code release-ledger.kafka.bootstrap} and
 * {@code release-ledger.kafka.properties.*}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublishConfiguration.Kafka.class)
public class PublishConfiguration {

    /**
     * @param bootstrap Kafka's addresses
     * @param properties further settings of Kafka's clients
     */
    @ConfigurationProperties("release-ledger.kafka")
    record Kafka(
            @DefaultValue("127.0.0.1:19092") String bootstrap,
            @Nullable Map<String, String> properties) {}

    @Bean
    PublishSettings publishSettings(
            Kafka kafka,
            @Value("${release-ledger.origin:releaseledger.local}") String origin,
            @Value("${release-ledger.topics.prefix:release-ledger}") String prefix,
            @Value("${release-ledger.topics.replication:1}") short replication) {
        Map<String, String> properties = kafka.properties() == null ? Map.of() : kafka.properties();
        return new PublishSettings(origin, prefix, replication, kafka.bootstrap(), properties);
    }

    @Bean
    StartupCheck startupCheck(Database database, PublishSettings settings, SigningKeys keys) {
        return new StartupCheck(database, settings, keys.believed());
    }

    @Bean
    Publisher publisher(
            Database database,
            PublishSettings settings,
            AppendEngine engine,
            StartupCheck check,
            HeadSignal signal,
            ObjectProvider<MeterRegistry> meters) {
        return new Publisher(
                database,
                settings,
                engine::obstacle,
                check,
                signal,
                meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    HealthIndicator publisherHealthIndicator(Publisher publisher, StartupCheck check) {
        return new PublisherHealth(publisher, check);
    }
}
