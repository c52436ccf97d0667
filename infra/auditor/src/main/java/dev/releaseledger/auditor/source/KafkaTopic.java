package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.ledger.Hash;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic that the ledger is published to: what was committed of its one partition, from the beginning to where it ended
 * when reading began. Entries are where their {@code position} header says; what has none is where it follows. Joins no
 * group and commits nothing.
 */
public final class KafkaTopic implements EntrySource {
    private static final String EVENTS = ".events";
    private static final String CHECKPOINTS = ".checkpoints";

    /** More entries than a publisher sends at a time. */
    private static final int LATELY = 1 << 16;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String servers;
    private final String topic;
    private final Map<String, String> settings;
    private long passedOver;
    private long checkpointsUnwanted;

    /**
     * @param servers where the brokers are, {@code host:port} with commas between
     * @param topic the topic of the entries; with {@code .checkpoints} for {@code .events} at its end it names that of the
     *     signed checkpoints
     * @param settings of the Kafka client, such as those of TLS
     */
    public KafkaTopic(String servers, String topic, Map<String, String> settings) {
        this.servers = servers;
        this.topic = topic;
        this.settings = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return "kafka://" + servers + "/" + topic;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public boolean grows() {
        return true;
    }

    @Override
    public void read(long from, EntrySink sink) throws IOException {
        consume(topic, new Once(from, sink));
    }

    /**
     * Passes every entry on once. A publisher that was killed between publishing and noting so publishes the same entries
     * again; what comes again with other bytes, or long after, is passed on for the judges to see.
     */
    static final class Once implements RecordSink {
        private final long from;
        private final EntrySink sink;
        private final Hash[] lately = new Hash[LATELY];
        private long next;

        Once(long from, EntrySink sink) {
            this.from = from;
            this.sink = sink;
        }

        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            byte[] value = record.value();
            byte[] entry = value == null ? new byte[0] : value;
            long position = position(record.headers()).orElse(next);
            Hash hash = Hash.leaf(entry);
            int slot = (int) Math.floorMod(position, (long) LATELY);
            if (position < next && next - position <= LATELY && hash.equals(lately[slot])) {
                return true;
            }
            lately[slot] = hash;
            next = position == Long.MAX_VALUE ? position : position + 1;
            return position < from || sink.entry(position, entry, 0, entry.length);
        }
    }

    @Override
    public List<byte[]> checkpoints() throws IOException {
        return checkpoints(note -> true);
    }

    /** Like {@link #checkpoints()}, of those alone that are wanted: others take no room from them. */
    public List<byte[]> checkpoints(Predicate<byte[]> wanted) throws IOException {
        if (!topic.endsWith(EVENTS)) {
            return List.of();
        }
        String checkpoints = topic.substring(0, topic.length() - EVENTS.length()) + CHECKPOINTS;
        ThinnedNotes notes = new ThinnedNotes();
        long[] unwanted = {0};
        consume(checkpoints, record -> {
            if (record.value() != null) {
                if (wanted.test(record.value())) {
                    notes.add(record.value());
                } else {
                    unwanted[0]++;
                }
            }
            return true;
        });
        checkpointsUnwanted = unwanted[0];
        passedOver = notes.passedOver();
        return notes.notes();
    }

    /** How many of the checkpoints were left out where {@link #checkpoints} gave a few of them. */
    public long checkpointsPassedOver() {
        return passedOver;
    }

    /** How many of the checkpoints were not wanted. */
    public long checkpointsUnwanted() {
        return checkpointsUnwanted;
    }

    interface RecordSink {
        boolean record(ConsumerRecord<byte[], byte[]> record);
    }

    private void consume(String from, RecordSink sink) throws IOException {
        TopicPartition partition = new TopicPartition(from, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            int partitions = consumer.partitionsFor(from, PATIENCE).size();
            if (partitions == 0) {
                throw new IOException("there is no topic " + from + " at " + servers);
            }
            if (partitions > 1) {
                // What lies in the others would be read by those who follow the topic, and not here.
                throw new IOException("the topic " + from + " at " + servers + " has " + partitions
                        + " partitions, a ledger's has one");
            }
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            // With read_committed, this is where the last transaction that ended lies.
            long end = consumer.endOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
            long came = System.nanoTime();
            long before = consumer.position(partition, PATIENCE);
            for (long at = before; at < end; at = consumer.position(partition, PATIENCE)) {
                if (at != before) {
                    before = at;
                    came = System.nanoTime();
                } else if (System.nanoTime() - came > PATIENCE.toNanos()) {
                    throw new IOException("the topic " + from + " at " + servers + " has offsets up to " + end
                            + ", and nothing comes after " + at);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= end || !sink.record(record)) {
                        return;
                    }
                }
            }
        } catch (KafkaException e) {
            throw new IOException("the topic " + from + " at " + servers + " cannot be read: " + e.getMessage(), e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        all.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static OptionalLong position(Headers headers) {
        Header header = headers.lastHeader("position");
        if (header == null || header.value() == null) {
            return OptionalLong.empty();
        }
        try {
            long position = Long.parseLong(new String(header.value(), UTF_8));
            // Below 0 is before whatever is wanted, and nothing may pass unjudged by saying so.
            return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        // Every reading has a consumer of its own.
    }
}
