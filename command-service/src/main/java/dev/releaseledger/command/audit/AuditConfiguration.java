package dev.releaseledger.command.audit;

import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.publish.PublishSettings;
import dev.releaseledger.events.audit.AccessKeyFile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The records of who reads evidence. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AuditConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);

    @Bean
    AccessStream accessStream(AppendEngine engine, EntryReader reader, PublishSettings settings) {
        return new AccessStream(engine, reader, settings.origin());
    }

    @Bean
    AccessTopic accessTopic(PublishSettings settings, AccessStream stream) {
        return new AccessTopic(settings, stream);
    }

    @Bean
    AccessTrail accessTrail(PublishSettings settings, AccessSettings access, AccessTopic topic, InstantSource clock) {
        return new AccessTrail(settings, access, keys(access), topic, clock);
    }

    /** The recorder, where there are keys to open the records with. */
    record Recording(@Nullable AccessRecorder recorder) implements AutoCloseable {
        @Override
        public void close() {
            if (recorder != null) {
                recorder.close();
            }
        }
    }

    @Bean
    Recording accessRecording(
            PublishSettings settings,
            AccessSettings access,
            AccessTopic topic,
            AccessStream stream,
            Directory directory,
            InstantSource clock,
            ObjectProvider<MeterRegistry> meters) {
        AccessKeyFile keys = keys(access);
        if (keys == null || !access.record()) {
            LOG.warn("Who reads evidence is not recorded by this one: {}", AccessHealth.OFF);
            return new Recording(null);
        }
        return new Recording(new AccessRecorder(
                settings,
                access,
                keys,
                topic,
                stream,
                directory,
                clock,
                meters.getIfAvailable(CompositeMeterRegistry::new)));
    }

    @Bean
    HealthIndicator accessHealthIndicator(Recording recording) {
        return new AccessHealth(recording.recorder());
    }

    private static @Nullable AccessKeyFile keys(AccessSettings access) {
        return access.key().isBlank() ? null : new AccessKeyFile(Path.of(access.key()));
    }
}
