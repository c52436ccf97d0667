package dev.releaseledger.query.audit;

import dev.releaseledger.events.audit.Access;
import dev.releaseledger.events.audit.AccessKeyFile;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.query.settings.QuerySettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the access topic who asks for evidence. What asks at the same time shares a request to the broker, so that an
 * acknowledgement takes milliseconds however many ask.
 */
final class AccessTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTrail.class);
    /** So long a record waits for others to be sent with. */
    private static final int LINGER_MILLIS = 3;

    private static final String NO_KEY = "release-ledger.access.key is not set";

    private final QuerySettings settings;
    private final @Nullable AccessKeyFile keys;
    private final Timer acknowledged;
    private final Counter notTaken;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean troubled;

    AccessTrail(QuerySettings settings, MeterRegistry meters) {
        this.settings = settings;
        String file = settings.access().key();
        this.keys = file.isBlank() ? null : new AccessKeyFile(Path.of(file));
        this.acknowledged = Timer.builder("release.ledger.access.acknowledgement")
                .description("From a request for evidence to Kafka's acknowledgement of its record")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.notTaken = Counter.builder("release.ledger.access.refused")
                .description("Requests for evidence that were refused since they could not be recorded")
                .register(meters);
        if (keys == null) {
            LOG.warn("No access key is set (release-ledger.access.key): no evidence can be read here");
        }
    }

    /** What came of telling. */
    enum Told {
        TAKEN,
        /** It may be taken the next time. */
        NOT_TAKEN,
        /** Somebody has to see to the access key first. */
        NO_KEY
    }

    /**
     * Tells the topic; it is taken where every broker that has to has acknowledged it. Waits for that, not longer than is set.
     */
    Told tell(String subject, Access access) {
        long before = System.nanoTime();
        Told told = told(subject, access);
        if (told == Told.TAKEN) {
            acknowledged.record(System.nanoTime() - before, TimeUnit.NANOSECONDS);
        } else {
            notTaken.increment();
        }
        return told;
    }

    /** What is wrong with the access key; empty when nothing is. */
    Optional<String> keyTrouble() {
        AccessKeyFile file = keys;
        if (file == null) {
            return Optional.of(NO_KEY);
        }
        try {
            AccessKeys unused = file.keys();
            return Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return Optional.of("the file that release-ledger.access.key names cannot be used");
        }
    }

    private Told told(String subject, Access access) {
        AccessKeyFile file = keys;
        if (file == null) {
            return Told.NO_KEY;
        }
        long until = System.nanoTime() + limit().toNanos();
        try {
            byte[] record = file.keys().seal(subject, access).toBytes();
            Producer<byte[], byte[]> open = producer(until);
            if (open == null) {
                return Told.NOT_TAKEN;
            }
            send(open, record, until);
            troubled = false;
            return Told.TAKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Told.NOT_TAKEN;
        } catch (TimeoutException e) {
            trouble("Kafka does not acknowledge in time", e);
            return Told.NOT_TAKEN;
        } catch (UncheckedIOException | IllegalArgumentException e) {
            trouble("the access keys cannot be used", e);
            return Told.NO_KEY;
        } catch (KafkaException e) {
            trouble("Kafka does not answer", e);
            return Told.NOT_TAKEN;
        }
    }

    /** Sends a record; a producer that fails is discarded, since the next record goes through one that knows nothing of it. */
    private void send(Producer<byte[], byte[]> open, byte[] record, long until)
            throws InterruptedException, TimeoutException {
        try {
            open.send(new ProducerRecord<>(settings.topics().access(), record))
                    .get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            discard(open);
            throw new KafkaException("Kafka does not take the record", e.getCause());
        } catch (KafkaException | IllegalStateException e) {
            // Another caller may have discarded it meanwhile: then it is closed.
            discard(open);
            throw new KafkaException("the producer is of no use", e);
        }
    }

    private void trouble(String what, Exception e) {
        if (!troubled) {
            LOG.warn("Evidence cannot be read for now: {}", what, e);
        }
        troubled = true;
    }

    /** The producer, made once the topic is there: one that asks for a topic that is not may have the broker make it, unfit. */
    private @Nullable Producer<byte[], byte[]> producer(long until) throws InterruptedException {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            return open;
        }
        if (!making.tryLock(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            return null;
        }
        try {
            if (producer == null) {
                requireTopic();
                producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
            }
            return producer;
        } finally {
            making.unlock();
        }
    }

    private void requireTopic() throws InterruptedException {
        int millis = Math.toIntExact(limit().toMillis());
        Map<String, Object> config = settings.kafka()
                .client(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis));
        try (Admin admin = Admin.create(config)) {
            admin.describeTopics(List.of(settings.topics().access()))
                    .allTopicNames()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + settings.topics().access() + " is not to be had", e.getCause());
        }
    }

    private Map<String, Object> config() {
        int millis = Math.toIntExact(limit().toMillis());
        return settings.kafka()
                .client(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 17,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        millis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.max(1, millis - LINGER_MILLIS),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Math.max(LINGER_MILLIS + 1, millis)));
    }

    private Duration limit() {
        return settings.access().acknowledgeWithin();
    }

    /** Discards this one; another that is in its place by now has done nothing wrong. */
    private void discard(Producer<byte[], byte[]> failed) {
        making.lock();
        try {
            if (producer == failed) {
                producer = null;
            }
        } finally {
            making.unlock();
        }
        failed.close(Duration.ZERO);
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            discard(open);
        }
    }
}
