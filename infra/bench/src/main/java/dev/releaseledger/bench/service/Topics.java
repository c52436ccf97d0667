package dev.releaseledger.bench.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.release.ReleaseEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a ledger's topics as its publisher would: entries in their order in transactions, checkpoints that fit. */
final class Topics implements AutoCloseable {
    /** So many entries lie between two checkpoints. */
    private static final int TO_A_CHECKPOINT = 5_000;

    private static final int TO_A_TRANSACTION = 500;

    /** So many releases are told of at the same time. */
    private static final int SIDE_BY_SIDE = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Attribution SOMEBODY = new Attribution(
            new UUID(7, 3),
            Set.of(Role.RELEASE_MANAGER, Role.DEVELOPER, Role.CI),
            Instant.parse("2026-01-02T03:04:05Z"),
            null);

    private final Services services;
    private final KafkaProducer<byte[], byte[]> producer;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final NoteSigner signer;
    private Frontier frontier = Frontier.EMPTY;
    private int inTransaction;
    private long bytes;

    Topics(Services services, String bootstrap) throws ExecutionException, InterruptedException {
        this.services = services;
        this.signer = services.signer();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            topic(services.eventsTopic()),
                            topic(services.checkpointsTopic()),
                            topic(services.accessTopic())))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "bench",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1).configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
    }

    /** Tells the stories of as many releases as it takes, each by its number. */
    void fill(int entries, IntFunction<List<ReleaseEvent>> story) {
        int release = 0;
        while (frontier.size() < entries) {
            List<UUID> told = new ArrayList<>();
            List<List<ReleaseEvent>> stories = new ArrayList<>();
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                told.add(UUID.randomUUID());
                stories.add(story.apply(release++));
            }
            int longest = stories.stream().mapToInt(List::size).max().orElse(0);
            for (int sequence = 0; sequence < longest; sequence++) {
                for (int i = 0; i < SIDE_BY_SIDE; i++) {
                    if (sequence < stories.get(i).size()) {
                        send(
                                ReleaseEvent.stream(told.get(i)),
                                sequence,
                                stories.get(i).get(sequence));
                    }
                }
            }
        }
        checkpoint();
        endTransaction();
    }

    /** Waits until a service serves the last checkpoint: then it has taken and verified everything that was sent. */
    void awaitVerified(ServiceProcess query) throws IOException, InterruptedException, NotVerified {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = new Connection(query.port())) {
            while (System.nanoTime() < deadline) {
                if (servedSize(connection) == entries()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the checkpoint of " + entries() + " entries is never served");
    }

    private long servedSize(Connection connection) throws IOException, NotVerified {
        Connection.Answer answer = connection.get("/ledger/checkpoint");
        return answer.status() == 200
                ? Checkpoint.open(SignedNote.parse(answer.body()), Site.ORIGIN, List.of(signer.verifierKey()))
                        .size()
                : 0;
    }

    /** How many entries were sent. */
    long entries() {
        return frontier.size();
    }

    /** How long an entry is on average. */
    long averageBytes() {
        return bytes / Math.max(1, frontier.size());
    }

    private void send(String stream, long sequence, ReleaseEvent event) {
        long position = frontier.size();
        EntryDraft draft = EntryDraft.of(
                ids.generate(),
                "/release-ledger/" + Site.ORIGIN,
                stream,
                event,
                SOMEBODY,
                ids.generate().toString(),
                null,
                null);
        byte[] entry = draft.seal(position, sequence, Instant.now().truncatedTo(ChronoUnit.MICROS));
        beginTransaction();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(services.eventsTopic(), 0, stream.getBytes(UTF_8), entry);
        record.headers()
                .add("content-type", "application/cloudevents+json".getBytes(US_ASCII))
                .add("position", Long.toString(position).getBytes(US_ASCII))
                .add("type", draft.type().getBytes(UTF_8));
        producer.send(record);
        bytes += entry.length;
        frontier = frontier.append(Hash.leaf(entry));
        if (frontier.size() % TO_A_CHECKPOINT == 0) {
            checkpoint();
        }
        if (inTransaction >= TO_A_TRANSACTION) {
            endTransaction();
        }
    }

    private void checkpoint() {
        beginTransaction();
        String note = new Checkpoint(Site.ORIGIN, frontier.size(), frontier.root())
                .sign(signer)
                .format();
        producer.send(new ProducerRecord<>(
                services.checkpointsTopic(), 0, Site.ORIGIN.getBytes(UTF_8), note.getBytes(UTF_8)));
    }

    private void beginTransaction() {
        if (inTransaction++ == 0) {
            producer.beginTransaction();
        }
    }

    private void endTransaction() {
        if (inTransaction > 0) {
            producer.commitTransaction();
            inTransaction = 0;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
