package dev.releaseledger.command.publish;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the end of a topic: its last committed records. */
final class TopicTail implements AutoCloseable {
    /** How much of a topic's end is looked at. Some of it may be records of others, or old ones sent again. */
    static final int ENOUGH = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Consumer<byte[], byte[]> consumer;

    TopicTail(PublishSettings settings) {
        this.consumer = new KafkaConsumer<>(
                settings.client(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * The last committed records of a topic of one partition, in their order, at most so many; empty where the topic is
     * empty or missing.
     *
     * @throws KafkaException when Kafka does not answer
     */
    List<ConsumerRecord<byte[], byte[]>> last(String topic, int atMost) {
        if (isMissing(topic)) {
            return List.of();
        }
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(Set.of(partition));
        long begin = requireNonNull(consumer.beginningOffsets(Set.of(partition)).get(partition));
        long end = requireNonNull(consumer.endOffsets(Set.of(partition)).get(partition));
        // The end of each transaction takes an offset too, and aborted records are passed over: look back further until
        // something is found.
        for (long back = 2L * atMost; ; back *= 8) {
            long from = Math.max(begin, end - back);
            List<ConsumerRecord<byte[], byte[]>> records = read(partition, from, end, atMost);
            if (!records.isEmpty() || from == begin) {
                return records;
            }
        }
    }

    private boolean isMissing(String topic) {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            return partitions == null || partitions.isEmpty();
        } catch (UnknownTopicOrPartitionException e) {
            return true;
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from, long end, int atMost) {
        ArrayDeque<ConsumerRecord<byte[], byte[]>> last = new ArrayDeque<>();
        consumer.seek(partition, from);
        long since = System.nanoTime();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < end) {
                    last.add(record);
                }
                if (last.size() > atMost) {
                    last.removeFirst();
                }
            }
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new TimeoutException("the end of " + partition + " could not be read in " + PATIENCE);
            }
        }
        return new ArrayList<>(last);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
