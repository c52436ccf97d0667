package dev.releaseledger.query.consume;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.query.generation.Generation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one generation up to date, while this instance is the member of the group that holds the partition. Whatever goes
 * wrong on the way, it begins again where the tables say; only an alarm stops it for good.
 */
final class GenerationRunner implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationRunner.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Smaller batches are read by this thread alone; handing them out would cost more than it saves. */
    private static final int WORTH_SHARING = 256;
    /** Larger batches are split, so that memory is bounded whatever the size of the entries. */
    private static final int BATCH_BYTES = 8 << 20;

    private final Generation generation;
    private final String group;
    private final String topic;
    private final Surroundings surroundings;
    private final GenerationTables tables;
    private final Projector projector;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    /** What was polled and is not written yet. */
    private final ArrayDeque<Polled> ahead = new ArrayDeque<>();

    private volatile @Nullable KafkaConsumer<byte[], byte[]> consuming;
    private @Nullable Progress progress;
    private @Nullable String reported;
    private boolean prepared;

    /** What a runner needs of the service around it. */
    interface Surroundings {
        /** Makes the generation's tables what this version needs. */
        void prepare(Generation generation);

        /** This instance is the one that fills the generation. */
        void begins(Generation generation);

        /** This instance does not fill the generation any more. */
        void ends(Generation generation);

        /** Why nothing may be projected from the topics, as they are set; empty when it may be. */
        Optional<String> refusalOfTopics();

        KafkaConsumer<byte[], byte[]> groupMember(String group);

        CheckpointComparison comparison(GenerationTables tables);

        /** This many entries are projected, these of them just now. */
        void advanced(Generation generation, long nextPosition, List<Received.Placed> entries, Instant now);

        /** The generation is as far as Kafka is, as far as this runner can see. */
        void caughtUp(Generation generation);

        /** The generation will go no further. */
        void stopped(Generation generation, String why);

        ProjectionMetrics metrics();

        /** Whether this generation's figures are the service's figures. */
        boolean isActive(Generation generation);

        Clock clock();

        Duration retry();
    }

    GenerationRunner(
            Generation generation,
            String group,
            String topic,
            GenerationTables tables,
            long rememberedBytes,
            Surroundings surroundings) {
        this.generation = generation;
        this.group = group;
        this.topic = topic;
        this.tables = tables;
        this.surroundings = surroundings;
        this.projector = new Projector(tables, tables, rememberedBytes);
        this.thread =
                Thread.ofPlatform().name("projection-" + generation.schema()).unstarted(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (isOpen()) {
            try {
                prepareOnce();
                String stopped = tables.progress().stopped();
                if (stopped == null) {
                    consume();
                } else {
                    standStill(stopped);
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("Projecting {} was asked to end", generation);
            } catch (RuntimeException e) {
                surroundings.metrics().failure();
                LOG.warn("Projecting {} failed and begins again: {}", generation, e.toString());
                LOG.debug("The failure", e);
            }
            pause(surroundings.retry());
        }
    }

    private void prepareOnce() {
        if (!prepared) {
            surroundings.prepare(generation);
            tables.completeTree(this::isOpen);
            prepared = true;
        }
    }

    private void standStill(String why) {
        if (!why.equals(reported)) {
            reported = why;
            LOG.error("Projecting {} is stopped: {}", generation, why);
            surroundings.stopped(generation, why);
        }
    }

    /** Not for good: looked at again until somebody has changed the topic's settings. */
    private void refuse(String why) {
        if (!why.equals(reported)) {
            reported = why;
            LOG.error("Nothing is projected into {}: {}", generation, why);
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause(Duration duration) {
        try {
            if (closing.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Projecting {} ends", generation);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private void consume() {
        Optional<String> refusal = surroundings.refusalOfTopics();
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        reported = null;
        begin(null);
        try (CheckpointComparison checkpoints = surroundings.comparison(tables);
                KafkaConsumer<byte[], byte[]> events = surroundings.groupMember(group)) {
            consuming = events;
            TopicPartition partition = new TopicPartition(topic, 0);
            events.subscribe(List.of(topic), new Assignment(events, partition, checkpoints));
            boolean goesOn = true;
            while (isOpen() && goesOn) {
                goesOn = step(events, partition, checkpoints);
            }
        } finally {
            consuming = null;
            surroundings.ends(generation);
            surroundings.metrics().lag(0);
        }
    }

    /** What happens when this instance gets the partition, or loses it. */
    private final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> events;
        private final TopicPartition partition;
        private final CheckpointComparison checkpoints;

        Assignment(KafkaConsumer<byte[], byte[]> events, TopicPartition partition, CheckpointComparison checkpoints) {
            this.events = events;
            this.partition = partition;
            this.checkpoints = checkpoints;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.contains(partition)) {
                LOG.info("This instance projects {}", generation);
                surroundings.begins(generation);
                resume(events, partition, checkpoints);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.contains(partition)) {
                LOG.info("This instance does not project {} any more", generation);
                surroundings.ends(generation);
                begin(null);
                checkpoints.rest();
            }
        }
    }

    private void resume(
            KafkaConsumer<byte[], byte[]> events, TopicPartition partition, CheckpointComparison checkpoints) {
        // An instance of an older version may have projected until now.
        tables.completeTree(this::isOpen);
        Progress now = tables.progress();
        begin(now);
        events.seek(partition, now.nextOffset());
        checkpoints.resume(now);
        surroundings.advanced(
                generation, now.nextPosition(), List.of(), surroundings.clock().instant());
    }

    /** What was read from somewhere else counts for nothing; null where nothing is to be projected for now. */
    private void begin(@Nullable Progress from) {
        progress = from;
        projector.forget();
        ahead.clear();
    }

    /** @return false when projecting stopped for good */
    private boolean step(
            KafkaConsumer<byte[], byte[]> events, TopicPartition partition, CheckpointComparison checkpoints) {
        List<ConsumerRecord<byte[], byte[]>> records = poll(events, partition);
        if (progress == null) {
            return true;
        }
        boolean more = records.size() >= WORTH_SHARING;
        if (!records.isEmpty()) {
            keep(records, events.position(partition));
        }
        // Where much is to come, the last is left for the next step, so that it is read while the one before it is
        // written.
        while (ahead.size() > (more ? 1 : 0)) {
            if (!write(ahead.remove(), events, partition, checkpoints)) {
                return progress != null && progress.stopped() == null;
            }
        }
        Progress now = progress;
        Alarm alarm = checkpoints.compare(now.nextPosition());
        if (alarm != null) {
            surroundings.metrics().alarm(generation.schema(), alarm);
            return false;
        }
        long waiting = ahead.stream().mapToLong(polled -> polled.records.size()).sum();
        if (surroundings.isActive(generation)) {
            surroundings.metrics().lag(events.currentLag(partition).orElse(0) + waiting);
        } else if (events.currentLag(partition).orElse(1) + waiting == 0
                && checkpoints.isCaughtUp(now.nextPosition())) {
            surroundings.caughtUp(generation);
        }
        return true;
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(KafkaConsumer<byte[], byte[]> events, TopicPartition partition) {
        try {
            ConsumerRecords<byte[], byte[]> records = events.poll(ahead.isEmpty() ? POLL : Duration.ZERO);
            return records.records(partition);
        } catch (OffsetOutOfRangeException e) {
            // The positions decide what is new and what was seen, so reading from the beginning is safe.
            surroundings.metrics().topicChanged(topic);
            events.seekToBeginning(List.of(partition));
            return List.of();
        }
    }

    /** Puts what was polled with what is not written yet. */
    private void keep(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        int from = 0;
        while (from < records.size()) {
            int to = endOfBatch(records, from);
            ahead.add(new Polled(
                    records.subList(from, to),
                    to < records.size() ? records.get(to).offset() : nextOffset));
            from = to;
        }
    }

    private static int endOfBatch(List<ConsumerRecord<byte[], byte[]>> records, int from) {
        long bytes = 0;
        int to = from;
        while (to < records.size() && (to == from || bytes < BATCH_BYTES)) {
            bytes += Math.max(0, records.get(to).serializedValueSize());
            to++;
        }
        return to;
    }

    /** @return false when nothing more of what was polled may be written */
    private boolean write(
            Polled polled,
            KafkaConsumer<byte[], byte[]> events,
            TopicPartition partition,
            CheckpointComparison checkpoints) {
        Progress before = progress;
        if (before == null) {
            return false;
        }
        List<Received> received = polled.received();
        // One at a time: how much memory what is read takes is bounded.
        Polled next = ahead.peek();
        if (next != null) {
            next.begin();
        }
        Batch batch = projector.project(before, received, polled.nextOffset);
        if (!tables.write(batch)) {
            // Somebody else projects this generation, or stopped it: go on from what the tables say.
            resume(events, partition, checkpoints);
            return false;
        }
        projector.committed(batch);
        progress = batch.after();
        surroundings.advanced(
                generation,
                batch.after().nextPosition(),
                batch.entries(),
                surroundings.clock().instant());
        if (batch.alarm() != null) {
            surroundings.metrics().alarm(generation.schema(), batch.alarm());
            return false;
        }
        return true;
    }

    /** Records that become one batch, each read by itself. For one thread. */
    private static final class Polled {
        private final List<ConsumerRecord<byte[], byte[]>> records;
        private final long nextOffset;
        private @Nullable CompletableFuture<List<Received>> reading;

        /** @param nextOffset where the topic goes on after them */
        Polled(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
            this.records = records;
            this.nextOffset = nextOffset;
        }

        /** Begins to read them beside the calling thread. */
        void begin() {
            CompletableFuture<List<Received>> unused = begun();
        }

        /** What they are. */
        List<Received> received() {
            return begun().join();
        }

        private CompletableFuture<List<Received>> begun() {
            CompletableFuture<List<Received>> begun = reading;
            if (begun == null) {
                begun = records.size() < WORTH_SHARING
                        ? CompletableFuture.completedFuture(
                                records.stream().map(Received::of).toList())
                        : CompletableFuture.supplyAsync(() -> new ArrayList<>(records)
                                .parallelStream().map(Received::of).toList());
                reading = begun;
            }
            return begun;
        }
    }

    /** Recorded times of the entries that could be read. */
    static List<Instant> times(List<Received.Placed> entries) {
        List<Instant> times = new ArrayList<>(entries.size());
        for (Received.Placed entry : entries) {
            Envelope envelope = entry.envelope();
            if (envelope != null) {
                times.add(envelope.time());
            }
        }
        return times;
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> consumer = consuming;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
