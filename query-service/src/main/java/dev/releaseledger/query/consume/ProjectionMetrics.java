package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.ProjectedPosition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people watch of the projections. */
final class ProjectionMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionMetrics.class);

    private final MeterRegistry registry;
    private final Timer delay;
    private final AtomicLong lag = new AtomicLong();

    ProjectionMetrics(MeterRegistry registry, ProjectedPosition position) {
        this.registry = registry;
        this.delay = Timer.builder("release.ledger.projection.delay")
                .description("From an entry's recorded time to its being projected")
                .publishPercentiles(0.5, 0.99)
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        Gauge.builder("release.ledger.projection.position", position, ProjectedPosition::next)
                .description("The first position that is not projected")
                .register(registry);
        Gauge.builder("release.ledger.projection.lag", lag, AtomicLong::get)
                .description(
                        "Records of the events topic that this instance has still to read; 0 where another one reads")
                .register(registry);
    }

    void projected(Instant recordedAt, Instant now) {
        Duration took = Duration.between(recordedAt, now);
        delay.record(took.isNegative() ? Duration.ZERO : took);
    }

    void lag(long records) {
        lag.set(records);
    }

    void alarm(String generation, Alarm alarm) {
        LOG.error("ALARM in {}: {}. Projecting is stopped.", generation, alarm.message());
        registry.counter("release.ledger.alarms", "kind", alarm.kind()).increment();
    }

    /** A note in the checkpoints topic that no pinned key signed: ignored, but somebody wrote it. */
    void foreignCheckpoint(String why) {
        LOG.warn("A note in the checkpoints topic is ignored: {}", why);
        registry.counter("release.ledger.alarms", "kind", "foreign-checkpoint").increment();
    }

    /** Kafka does not have the offset that is to be read next: the topic was cut off or made anew. */
    void topicChanged(String topic) {
        LOG.error("ALARM: {} does not have the offset to read next; it is read from its beginning again", topic);
        registry.counter("release.ledger.alarms", "kind", "topic-changed").increment();
    }

    /** A rebuild came to other rows than those that answered until then, or nobody knows whether it did. */
    void rebuildDiffers(String generation, String what) {
        LOG.warn("{} was rebuilt and differs from what answered before: {}", generation, what);
        registry.counter("release.ledger.rebuild.differences").increment();
    }

    void failure() {
        registry.counter("release.ledger.projection.failures").increment();
    }
}
