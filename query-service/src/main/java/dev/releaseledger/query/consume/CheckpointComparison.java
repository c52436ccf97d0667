package dev.releaseledger.query.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.VerifierKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tree that was built from the received entries with every signed checkpoint, each exactly at its size: those
 * of sizes that are not projected yet wait.
 */
final class CheckpointComparison implements AutoCloseable {
    private static final int WAITING_AT_MOST = 1_000;
    private static final int COMPARED_AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final GenerationTables tables;
    private final String origin;
    private final Collection<VerifierKey> pinned;
    private final ProjectionMetrics metrics;
    private final Deque<SignedCheckpoint> waiting = new ArrayDeque<>();
    private long keptOffset;
    private long readOffset;
    private boolean reading;

    CheckpointComparison(
            KafkaConsumer<byte[], byte[]> consumer,
            String topic,
            GenerationTables tables,
            String origin,
            Collection<VerifierKey> pinned,
            ProjectionMetrics metrics) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        this.tables = tables;
        this.origin = origin;
        this.pinned = pinned;
        this.metrics = metrics;
        consumer.assign(List.of(partition));
    }

    /** Goes on where the tables say. */
    void resume(Progress progress) {
        waiting.clear();
        keptOffset = progress.checkpointOffset();
        readOffset = keptOffset;
        consumer.seek(partition, keptOffset);
        reading = true;
    }

    /** Nothing is compared until {@link #resume}: another instance does it. */
    void rest() {
        reading = false;
        waiting.clear();
    }

    /**
     * Compares what can be compared now.
     *
     * @return the alarm about a checkpoint of another tree; null when there was none
     */
    @Nullable
    Alarm compare(long projected) {
        if (!reading) {
            return null;
        }
        read();
        List<SignedCheckpoint> due = due(projected);
        if (due.isEmpty() && (readOffset == keptOffset || !waiting.isEmpty())) {
            return null;
        }
        TreeSet<Long> sizes = new TreeSet<>();
        due.forEach(checkpoint -> sizes.add(checkpoint.size()));
        Map<Long, Hash> roots = tables.rootsAt(sizes);
        List<SignedCheckpoint> verified = new ArrayList<>();
        for (SignedCheckpoint checkpoint : due) {
            Hash built = roots.get(checkpoint.size());
            if (built == null || !built.equals(checkpoint.root())) {
                Alarm alarm = new Alarm.TreeDiffers(
                        checkpoint.size(),
                        checkpoint.root(),
                        built == null ? Hash.EMPTY_ROOT : built,
                        tables.agreement(checkpoint.size(), verified));
                if (tables.keep(verified, keptOffset, checkpoint.offset(), alarm)) {
                    return alarm;
                }
                resume(tables.progress());
                return null;
            }
            verified.add(checkpoint);
        }
        // Notes that are not ours are passed over together with those before them.
        SignedCheckpoint next = waiting.peek();
        long after = next == null ? readOffset : next.offset();
        if (tables.keep(verified, keptOffset, after, null)) {
            keptOffset = after;
        } else {
            resume(tables.progress());
        }
        return null;
    }

    private void read() {
        if (waiting.size() >= WAITING_AT_MOST) {
            return;
        }
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
                readOffset = record.offset() + 1;
                SignedCheckpoint checkpoint = open(record);
                if (checkpoint != null) {
                    waiting.add(checkpoint);
                }
            }
        } catch (OffsetOutOfRangeException e) {
            metrics.topicChanged(partition.topic());
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private @Nullable SignedCheckpoint open(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            Checkpoint checkpoint = Checkpoint.open(SignedNote.parse(value), origin, pinned);
            return new SignedCheckpoint(
                    record.offset(), checkpoint.size(), checkpoint.root(), new String(value, UTF_8));
        } catch (NotVerified e) {
            metrics.foreignCheckpoint(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<SignedCheckpoint> due(long projected) {
        List<SignedCheckpoint> due = new ArrayList<>();
        while (due.size() < COMPARED_AT_ONCE) {
            SignedCheckpoint next = waiting.peek();
            if (next == null || next.size() > projected) {
                break;
            }
            due.add(waiting.remove());
        }
        return due;
    }

    /** Whether every checkpoint that Kafka has for so many entries was compared. */
    boolean isCaughtUp(long projected) {
        SignedCheckpoint next = waiting.peek();
        if (!reading || (next != null && next.size() <= projected)) {
            return false;
        }
        return next != null || isReadToTheEnd();
    }

    private boolean isReadToTheEnd() {
        if (consumer.partitionsFor(partition.topic(), PATIENCE).isEmpty()) {
            return true;
        }
        Long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
        return end == null || consumer.position(partition, PATIENCE) >= end;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
