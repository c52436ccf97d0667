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

    private final PublishSettings settings;
    private final AccessSettings access;
    private final @Nullable AccessKeyFile keys;
    private final AccessTopic topic;
    private final InstantSource clock;
    private @Nullable Producer<byte[], byte[]> producer;

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
    public void tell(TokenCaller who, Collection<UUID> people, boolean denied) {
        if (keys == null) {
            throw notRecorded();
        }
        try {
            send(keys.keys(), who, people, denied ? AccessOutcome.DENIED : AccessOutcome.READ);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notRecorded();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("who looks up names cannot be recorded for now", e);
            discard();
            throw notRecorded();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.warn("who looks up names cannot be recorded: the access keys cannot be used", e);
            throw notRecorded();
        }
    }

    private void send(AccessKeys known, TokenCaller who, Collection<UUID> people, AccessOutcome outcome)
            throws InterruptedException, ExecutionException, TimeoutException {
        long until = System.nanoTime() + access.acknowledgeWithin().toNanos();
        Producer<byte[], byte[]> open = producer();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> roles =
                who.grants().everywhere().stream().map(Role::claim).sorted().toList();
        List<Future<?>> sent = new ArrayList<>();
        for (UUID person : people) {
            byte[] record = known.seal(who.subject(), new Access(now, roles, "person/" + person, HOW, outcome, null))
                    .toBytes();
            sent.add(open.send(new ProducerRecord<>(settings.accessTopic(), record)));
        }
        for (Future<?> each : sent) {
            each.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            // A producer that asks for a topic that is not there may have the broker make it, unfit.
            topic.id();
            int millis = Math.toIntExact(access.acknowledgeWithin().toMillis());
            producer = new KafkaProducer<>(
                    settings.client(Map.of(
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.LINGER_MS_CONFIG,
                            2,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            millis,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            millis - 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            millis)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    private synchronized void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
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
        discard();
    }
}
