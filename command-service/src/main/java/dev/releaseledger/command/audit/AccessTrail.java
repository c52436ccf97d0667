package dev.releaseledger.command.audit;

import dev.releaseledger.command.directory.NamesLookedUp;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.publish.PublishSettings;
import dev.releaseledger.command.security.TokenCaller;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.audit.Access;
import dev.releaseledger.events.audit.AccessKeyFile;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.audit.AccessOutcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the access topic who looks up names. It comes back to this service like all that is read elsewhere. */
final class AccessTrail implements NamesLookedUp, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTrail.class);
    private static final String HOW = "name";

    /** What whoever is denied names is told to have asked for: the whole of it, not whose. */
    private static final String DIRECTORY = "directory";

    /** So long a record waits for others to be sent with. */
    private static final int LINGER_MILLIS = 2;

    private final PublishSettings settings;
    private final AccessSettings access;
    private final @Nullable AccessKeyFile keys;
    private final AccessTopic topic;
    private final InstantSource clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Producer<byte[], byte[]> producer;

    AccessTrail(
            PublishSettings settings,
            AccessSettings access,
            @Nullable AccessKeyFile keys,
            AccessTopic topic,
            InstantSource clock) {
        this.settings = settings;
        this.access = access;
        this.keys = keys;
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public void tell(TokenCaller who, Collection<UUID> people) {
        tell(who, people.stream().map(id -> "person/" + id).toList(), AccessOutcome.READ);
    }

    @Override
    public void tellDenied(TokenCaller who) {
        tell(who, List.of(DIRECTORY), AccessOutcome.DENIED);
    }

    private void tell(TokenCaller who, List<String> whats, AccessOutcome outcome) {
        AccessKeyFile file = keys;
        if (file == null) {
            throw notRecorded();
        }
        long until = System.nanoTime() + access.acknowledgeWithin().toNanos();
        try {
            AccessKeys known = file.keys();
            Producer<byte[], byte[]> open = producer(until);
            if (open == null) {
                throw notRecorded();
            }
            send(open, until, records(known, who, whats, outcome));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notRecorded();
        } catch (TimeoutException | KafkaException e) {
            LOG.warn("who looks up names cannot be recorded for now", e);
            throw notRecorded();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.warn("who looks up names cannot be recorded: the access keys cannot be used", e);
            throw notRecorded();
        }
    }

    private List<byte[]> records(AccessKeys known, TokenCaller who, List<String> whats, AccessOutcome outcome) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> roles =
                who.grants().everywhere().stream().map(Role::claim).sorted().toList();
        return whats.stream()
                .map(what -> known.seal(who.subject(), new Access(now, roles, what, HOW, outcome, null))
                        .toBytes())
                .toList();
    }

    /** Sends the records; a producer that fails is discarded, since the next record goes through one that knows nothing of it. */
    private void send(Producer<byte[], byte[]> open, long until, List<byte[]> records)
            throws InterruptedException, TimeoutException {
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (byte[] record : records) {
                sent.add(open.send(new ProducerRecord<>(settings.accessTopic(), record)));
            }
            for (Future<?> each : sent) {
                each.get(left(until), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            discard(open);
            throw new KafkaException("Kafka does not take the record", e.getCause());
        } catch (KafkaException | IllegalStateException e) {
            // Another caller may have discarded it meanwhile: then it is closed.
            discard(open);
            throw new KafkaException("Kafka does not answer", e);
        }
    }

    private static long left(long until) {
        return Math.max(1, until - System.nanoTime());
    }

    /** The producer; null where it is not made in time. */
    private @Nullable Producer<byte[], byte[]> producer(long until) throws InterruptedException {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            return open;
        }
        if (!making.tryLock(left(until), TimeUnit.NANOSECONDS)) {
            return null;
        }
        try {
            if (producer == null) {
                // A producer that asks for a topic that is not there may have the broker make it, unfit.
                topic.id(access.acknowledgeWithin());
                producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
            }
            return producer;
        } finally {
            making.unlock();
        }
    }

    private Map<String, Object> config() {
        int millis = Math.toIntExact(access.acknowledgeWithin().toMillis());
        return settings.client(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis - LINGER_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis));
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

    private static RequestRejected notRecorded() {
        return new RequestRejected(Problem.of(
                503,
                "not-recorded",
                "Not recorded",
                "who looks up names is recorded first, and it cannot be recorded at the moment; try again"));
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            discard(open);
        }
    }
}
