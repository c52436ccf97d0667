package dev.releaseledger.query.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.VerifierKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that publishes as the command service does: entries in Kafka transactions, checkpoints signed. */
public final class TestLedger implements AutoCloseable {
    public static final String ORIGIN = "test.example";
    public static final UUID PLANNER = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private final String prefix;
    private final NoteSigner signer;
    private final String bootstrap;
    private KafkaProducer<byte[], byte[]> producer;
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private Frontier frontier = Frontier.EMPTY;
    private Instant time = Instant.parse("2026-01-01T00:00:00Z");

    public TestLedger(String bootstrap, String prefix) {
        this.bootstrap = bootstrap;
        this.prefix = prefix;
        try {
            this.signer = NoteSigner.generate(ORIGIN);
        } catch (NotVerified e) {
            throw new IllegalStateException(e);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            topic(prefix + ".events"),
                            topic(prefix + ".checkpoints"),
                            topic(prefix + ".access"),
                            topic(prefix + ".evaluations")))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        this.producer = producer();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> fresh = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        prefix,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        fresh.initTransactions();
        return fresh;
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1).configs(Map.of("retention.ms", "-1"));
    }

    public VerifierKey key() {
        return signer.verifierKey();
    }

    /** The entries, in order. */
    public List<byte[]> entries() {
        return entries;
    }

    /** The position of the next entry. */
    public long size() {
        return entries.size();
    }

    public Hash root() {
        return frontier.root();
    }

    /** The recorded time of the next entry. */
    public Instant now() {
        return time;
    }

    public void timePasses(Duration passed) {
        time = time.plus(passed);
    }

    /** What somebody says live. */
    public Attribution live(Role... roles) {
        return new Attribution(PLANNER, Set.of(roles), time, null);
    }

    /** What the importer says of the past. */
    public Attribution claimed(Instant occurredAt) {
        return new Attribution(PLANNER, Set.of(Role.IMPORTER), time, occurredAt);
    }

    /** Seals an entry at the next position without publishing it. */
    public byte[] append(String stream, Event event, Attribution by) {
        long sequence = sequences.merge(stream, 0L, (last, first) -> last + 1);
        byte[] bytes = sealed(stream, event, by, entries.size(), sequence, time);
        keep(bytes);
        return bytes;
    }

    /** Keeps these bytes at the next position, whatever they are. */
    public void keep(byte[] bytes) {
        entries.add(bytes);
        frontier = frontier.append(Hash.leaf(bytes));
    }

    public static byte[] sealed(
            String stream, Event event, Attribution by, long position, long sequence, Instant time) {
        return EntryDraft.of(UUID.randomUUID(), "/release-ledger/" + ORIGIN, stream, event, by, "test", null, null)
                .seal(position, sequence, time);
    }

    /** Appends and publishes.
     *
     * @return the position
     */
    public long say(String stream, Event event, Attribution by) {
        append(stream, event, by);
        publish(entries.size() - 1, entries.size());
        return entries.size() - 1L;
    }

    /** Publishes the entries of these positions, in one transaction. */
    public void publish(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int position = from; position < to; position++) {
            byte[] entry = entries.get(position);
            records.add(stating(Hash.leaf(entry).toBase64(), record(entry, Integer.toString(position), "stream")));
        }
        publish(records);
    }

    /** Publishes bytes at a position beside the leaf hash that their publisher had. */
    public void publishStating(String leaf, byte[] value, String position, String key) {
        publish(List.of(stating(leaf, record(value, position, key))));
    }

    private static ProducerRecord<byte[], byte[]> stating(String leaf, ProducerRecord<byte[], byte[]> record) {
        record.headers().add("leaf", leaf.getBytes(UTF_8));
        return record;
    }

    /** Publishes a record as it is, as a publisher did that stated no leaf hashes. */
    public void publish(byte[] value, @Nullable String position, @Nullable String key) {
        publish(List.of(record(value, position, key)));
    }

    /** Sends entries and takes them back. */
    public void publishAndAbort(byte[] value, String position) {
        producer.beginTransaction();
        send(record(value, position, "stream"));
        producer.flush();
        producer.abortTransaction();
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value, @Nullable String position, @Nullable String key) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(prefix + ".events", key == null ? null : key.getBytes(UTF_8), value);
        if (position != null) {
            record.headers().add("position", position.getBytes(UTF_8));
        }
        return record;
    }

    /**
     * A broker that is still ending the last transaction may take the next one amiss. Nothing of it is to be seen then, and it is
     * made again by a producer that begins anew, as the publisher does.
     */
    private void publish(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            commit(records);
        } catch (KafkaException e) {
            if (!(e instanceof InvalidTxnStateException) && !(e.getCause() instanceof InvalidTxnStateException)) {
                throw e;
            }
            producer.close();
            producer = producer();
            commit(records);
        }
    }

    private void commit(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        records.forEach(this::send);
        // Throws what any of the sends met.
        producer.commitTransaction();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var ignored = producer.send(record);
    }

    /** Signs the ledger as it is and publishes that. */
    public String checkpoint() {
        return publishCheckpoint(new Checkpoint(ORIGIN, size(), root()), signer);
    }

    /** Signs a lie with the right key. */
    public String falseCheckpoint(long size, Hash root) {
        return publishCheckpoint(new Checkpoint(ORIGIN, size, root), signer);
    }

    /** Signs with a key that nobody pinned. */
    public void foreignCheckpoint() {
        try {
            publishCheckpoint(new Checkpoint(ORIGIN, size(), Hash.EMPTY_ROOT), NoteSigner.generate(ORIGIN));
        } catch (NotVerified e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs with a key that nobody has pinned yet as well, as it takes over from the other. */
    public String checkpointByTheNextKeyToo() {
        try {
            return publishCheckpoint(new Checkpoint(ORIGIN, size(), root()), NoteSigner.generate(ORIGIN), signer);
        } catch (NotVerified e) {
            throw new IllegalStateException(e);
        }
    }

    private String publishCheckpoint(Checkpoint checkpoint, NoteSigner by, NoteSigner... more) {
        String note = checkpoint.sign(by, more).format();
        publish(List.of(new ProducerRecord<>(prefix + ".checkpoints", null, note.getBytes(UTF_8))));
        return note;
    }

    @Override
    public void close() {
        producer.close();
    }
}
