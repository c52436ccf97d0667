package dev.releaseledger.command.audit;

import static java.util.Objects.requireNonNull;

import dev.releaseledger.command.append.AppendFailed;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.publish.PublishSettings;
import dev.releaseledger.command.worker.Worker;
import dev.releaseledger.events.audit.AccessKeyFile;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.audit.Opening;
import dev.releaseledger.events.audit.UnopenedRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Appends what the access topic tells. One instance reads at a time, since they are one consumer group; what makes it exactly
 * once is the stream that it is appended to, not Kafka: offsets are not kept there at all.
 *
 * <p>Commands do not wait for it: it has a thread of its own, and what it appends in one go is small.
 */
final class AccessRecorder implements AutoCloseable {
    /** Who appends, in the directory. */
    static final String ACTOR = "automation:record-access";

    private static final Logger LOG = LoggerFactory.getLogger(AccessRecorder.class);
    private static final int MOST = 2_000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration STANDS_STILL = Duration.ofMinutes(1);

    private final PublishSettings settings;
    private final AccessSettings access;
    private final AccessKeyFile keys;
    private final AccessTopic topic;
    private final AccessStream stream;
    private final Directory directory;
    private final InstantSource clock;
    private final Counter recorded;
    private final Worker worker = new Worker("access-recorder");

    private volatile long lag;
    private volatile Instant moved;
    private volatile @Nullable Trouble trouble;
    private @Nullable Missing missing;
    /** Keys that were waited for long enough. */
    private final Set<String> givenUp = new HashSet<>();

    private @Nullable AccessKeys lastKnown;

    /**
     * What keeps it from recording.
     *
     * @param grave whether somebody has to act, rather than wait
     */
    record Trouble(String what, boolean grave) {}

    /** A key that is waited for. */
    private record Missing(String key, long offset, Instant since) {}

    /** Where it reads, while it is its turn. */
    private record Place(String topicId, AccessStream.Standing standing, long offset) {}

    AccessRecorder(
            PublishSettings settings,
            AccessSettings access,
            AccessKeyFile keys,
            AccessTopic topic,
            AccessStream stream,
            Directory directory,
            InstantSource clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.access = access;
        this.keys = keys;
        this.topic = topic;
        this.stream = stream;
        this.directory = directory;
        this.clock = clock;
        this.moved = clock.instant();
        this.recorded = Counter.builder("release.ledger.access.recorded")
                .description("records of the access topic that this instance appended")
                .register(meters);
        Gauge.builder("release.ledger.access.lag", this, recorder -> recorder.lag)
                .description("records of the access topic that are not appended yet; 0 where another instance appends")
                .register(meters);
        worker.start(this::attempt);
    }

    long lag() {
        return lag;
    }

    /** What keeps it from recording; empty when nothing does. */
    Optional<Trouble> trouble() {
        Trouble known = trouble;
        if (known == null && lag > 0 && moved.plus(STANDS_STILL).isBefore(clock.instant())) {
            return Optional.of(new Trouble("nothing was recorded since " + moved, true));
        }
        return Optional.ofNullable(known);
    }

    private Duration attempt() {
        try {
            recordWhileItIsMyTurn();
        } catch (OffsetOutOfRangeException e) {
            report(new Trouble("the access topic lost records that are not appended yet: " + e.getMessage(), true), e);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            report(new Trouble("the access keys cannot be used: " + e.getMessage(), true), e);
        } catch (UnknownTopicOrPartitionException e) {
            notThereYet();
        } catch (KafkaException e) {
            report(new Trouble("Kafka does not answer", false), e);
        } catch (LedgerUnavailable | AppendFailed | DataAccessException e) {
            report(new Trouble("the ledger takes nothing at the moment", false), e);
        } catch (RuntimeException e) {
            report(new Trouble("recording fails in a way that nobody foresaw", true), e);
        }
        return AGAIN;
    }

    private void report(Trouble now, Exception e) {
        if (!now.equals(trouble)) {
            LOG.warn("access is not recorded for now: {}", now.what(), e);
        }
        trouble = now;
    }

    /** The publisher makes the topic when it starts, which may be after this; no failure. */
    private void notThereYet() {
        Trouble now = new Trouble("the topic " + settings.accessTopic() + " is not there yet", false);
        if (!now.equals(trouble)) {
            LOG.info("access is not recorded for now: {}", now.what());
        }
        trouble = now;
    }

    private void recordWhileItIsMyTurn() {
        String topicId = topic.id();
        Turn turn = new Turn(topicId);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.recorder(settings.accessTopic(), "none", 500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            turn.consumer = consumer;
            consumer.subscribe(List.of(settings.accessTopic()), turn);
            while (worker.isOpen()) {
                List<ConsumerRecord<byte[], byte[]>> records = gathered(consumer);
                Place place = turn.place;
                if (place == null) {
                    lag = 0;
                } else if (!records.isEmpty()) {
                    turn.place = append(consumer, place, records);
                } else if (missing == null) {
                    trouble = null;
                    lag = 0;
                    moved = clock.instant();
                }
            }
        } finally {
            lag = 0;
        }
    }

    /** What comes within a moment of the first record, at most so much. */
    private List<ConsumerRecord<byte[], byte[]>> gathered(Consumer<byte[], byte[]> consumer) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(LOOK).forEach(records::add);
        if (records.isEmpty()) {
            return records;
        }
        long until = System.nanoTime() + access.gather().toNanos();
        while (records.size() < MOST && worker.isOpen()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            consumer.poll(Duration.ofNanos(left)).forEach(records::add);
        }
        return records;
    }

    private Place append(Consumer<byte[], byte[]> consumer, Place place, List<ConsumerRecord<byte[], byte[]>> records) {
        TopicPartition partition = partition();
        long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        AccessKeys known = known();
        AccessEntries entries = new AccessEntries(
                place.topicId(), place.offset(), (subject, read) -> directory.idOfReader(subject, read.at()));
        long next = place.offset();
        Missing waiting = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() < next) {
                continue;
            }
            Opening opening = known.open(record.value());
            waiting = waitsFor(record.offset(), opening);
            if (waiting != null) {
                break;
            }
            entries.add(record.offset(), opening);
            next = record.offset() + 1;
        }
        lag = end - place.offset();
        List<EvidenceRead> all = entries.all();
        boolean mine = all.isEmpty()
                || stream.append(place.standing(), all, actor(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        Place after = mine ? after(place, all, next) : place(place.topicId(), stream.standing(), consumer);
        if (mine && next > place.offset()) {
            recorded.increment(next - place.offset());
            moved = clock.instant();
        }
        lag = Math.max(0, end - after.offset());
        missing = mine ? waiting : null;
        if (missing != null) {
            report(
                    new Trouble(
                            "the record at " + missing.offset() + " is sealed with key " + missing.key()
                                    + ", which is not in the file of access keys",
                            true),
                    new IllegalStateException("a key is missing"));
            consumer.seek(partition, next);
            worker.rest(AGAIN);
        } else {
            trouble = null;
        }
        if (!mine) {
            consumer.seek(partition, after.offset());
        }
        return after;
    }

    private static Place after(Place place, List<EvidenceRead> all, long next) {
        return all.isEmpty()
                ? place
                : new Place(
                        place.topicId(),
                        new AccessStream.Standing(place.standing().sequence() + all.size(), place.topicId(), next),
                        next);
    }

    /** A key may be on its way; a record that nobody can open any more is counted, not waited for any longer than that. */
    private @Nullable Missing waitsFor(long offset, Opening opening) {
        if (!(opening instanceof Opening.Unopened shut) || shut.why() != UnopenedRecords.Why.KEY_UNKNOWN) {
            return null;
        }
        if (givenUp.contains(shut.key())) {
            return null;
        }
        Missing before = missing;
        Missing now = before != null && before.key().equals(shut.key())
                ? new Missing(shut.key(), offset, before.since())
                : new Missing(shut.key(), offset, clock.instant());
        if (now.since().plus(access.keyPatience()).isAfter(clock.instant())) {
            return now;
        }
        givenUp.add(shut.key());
        return null;
    }

    /** The keys as they are now; with others than before, every key is worth waiting for again. */
    private AccessKeys known() {
        AccessKeys now = keys.keys();
        if (now != lastKnown) {
            givenUp.clear();
            lastKnown = now;
        }
        return now;
    }

    private UUID actor() {
        return directory.idOf(ACTOR);
    }

    private TopicPartition partition() {
        return new TopicPartition(settings.accessTopic(), 0);
    }

    private Place place(String topicId, AccessStream.Standing standing, Consumer<byte[], byte[]> consumer) {
        if (topicId.equals(standing.topicId())) {
            return new Place(topicId, standing, standing.nextOffset());
        }
        if (standing.topicId() != null) {
            LOG.warn("another access topic is in the place of the one before; it is recorded from its beginning");
        }
        TopicPartition partition = partition();
        long beginning =
                requireNonNull(consumer.beginningOffsets(List.of(partition)).get(partition));
        return new Place(topicId, standing, beginning);
    }

    /** Whose turn it is, as Kafka says. */
    private final class Turn implements ConsumerRebalanceListener {
        private final String topicId;
        private @Nullable Consumer<byte[], byte[]> consumer;
        private @Nullable Place place;

        Turn(String topicId) {
            this.topicId = topicId;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.contains(partition())) {
                Consumer<byte[], byte[]> mine = requireNonNull(consumer);
                Place begins = place(topicId, stream.standing(), mine);
                mine.seek(partition(), begins.offset());
                place = begins;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            place = null;
        }
    }

    /** Appends what it holds and leaves the group. */
    @Override
    public void close() {
        worker.close();
    }
}
