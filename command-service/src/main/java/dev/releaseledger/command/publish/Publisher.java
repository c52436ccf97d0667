package dev.releaseledger.command.publish;

import dev.releaseledger.command.append.Admission;
import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.command.publish.PublicationSession.Kept;
import dev.releaseledger.command.worker.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends entries to Kafka in the order of their positions, and checkpoints after the entries that they cover. One
 * transaction of Kafka carries many of them; the cursor in the database follows it. Of many instances one publishes: the
 * one whose database session holds the lock. One that has lost it without noticing is fenced by Kafka, since all share
 * the ledger's transactional id.
 *
 * <p>After a stop of any kind, the end of the topic says what is there already: entries are in it once. It never gives
 * up; while Kafka is away, entries wait in the database.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** How long to wait for this process to append before looking for entries of other instances. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(100);

    private static final Duration STAND_BY = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    /** A transaction costs a broker much the same whatever it carries; a moment later it carries more. */
    private static final Duration BETWEEN_TRANSACTIONS = Duration.ofMillis(40);

    /** What the publisher is doing. */
    public enum State {
        /** The ledger may not be appended to, so it is not published from either. */
        NOT_ADMITTED,
        /** Another instance publishes. */
        STANDING_BY,
        /** This instance publishes. */
        PUBLISHING,
        /** Kafka or the database is away: trying again. */
        TROUBLED,
        /** A topic would lose entries: somebody has to change its settings. */
        TOPIC_UNSUITABLE
    }

    /** What was found to be sent at once. */
    private enum Page {
        EMPTY,
        PARTLY_FULL,
        /** More may be waiting. */
        FULL
    }

    private final Database database;
    private final PublishSettings settings;
    private final Admission admission;
    private final StartupCheck check;
    private final HeadSignal signal;
    private final Duration betweenTransactions;
    private final Counter published;
    private final Worker worker = new Worker("ledger-publisher");
    private Duration pause = FIRST_PAUSE;

    private volatile State state = State.NOT_ADMITTED;
    private volatile @Nullable String trouble;
    private volatile Cursor cursor = new Cursor(0, 0);
    private volatile long head;

    /**
     * Starts to publish.
     *
     * @param admission asked before it starts: what may not be appended to is not published from
     * @param check told when the topic holds what the database does not: then nothing is appended or published any more
     * @param meters where to count; an empty composite registry where nobody counts
     */
    public Publisher(
            Database database,
            PublishSettings settings,
            Admission admission,
            StartupCheck check,
            HeadSignal signal,
            MeterRegistry meters) {
        this(database, settings, admission, check, signal, meters, BETWEEN_TRANSACTIONS);
    }

    Publisher(
            Database database,
            PublishSettings settings,
            Admission admission,
            StartupCheck check,
            HeadSignal signal,
            MeterRegistry meters,
            Duration betweenTransactions) {
        this.database = database;
        this.settings = settings;
        this.admission = admission;
        this.check = check;
        this.signal = signal;
        this.betweenTransactions = betweenTransactions;
        this.published = Counter.builder("release.ledger.published")
                .description("entries that this instance has published")
                .register(meters);
        Gauge.builder("release.ledger.publish.lag", this, Publisher::lag)
                .description("entries that are recorded and not yet published")
                .register(meters);
        worker.start(this::attempt);
    }

    /** The last position that is known to be published, by whichever instance; -1 while there is none. */
    public long publishedPosition() {
        return cursor.nextPosition() - 1;
    }

    /** How many entries are known to be recorded and not known to be published. */
    public long lag() {
        return Math.max(0, Math.max(head, signal.nextPosition()) - cursor.nextPosition());
    }

    /** What it is doing. */
    public State state() {
        return state;
    }

    /** What keeps it from publishing; empty when nothing does. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private Duration attempt() {
        long before = cursor.nextPosition();
        boolean went = true;
        try {
            publishWhileItIsMyTurn();
        } catch (LedgerRefused e) {
            went = false;
            check.refuse(e);
            now(State.NOT_ADMITTED);
        } catch (TopicUnsuitable e) {
            went = false;
            report(State.TOPIC_UNSUITABLE, e.getMessage(), e);
        } catch (SQLException | RuntimeException e) {
            went = false;
            report(State.TROUBLED, "Kafka or the database does not answer", e);
        } catch (InterruptedException e) {
            LOG.debug("the publisher was interrupted", e);
        }
        pause = went || cursor.nextPosition() > before ? FIRST_PAUSE : longer(pause);
        return pause;
    }

    private void report(State state, @Nullable String trouble, Exception e) {
        if (this.state != state) {
            LOG.warn("publishing stops for now: {}", trouble, e);
        }
        this.state = state;
        this.trouble = trouble;
    }

    private void now(State state) {
        if (this.state != state) {
            LOG.info("the publisher is {}", state);
        }
        this.state = state;
        trouble = null;
    }

    private void publishWhileItIsMyTurn() throws SQLException, InterruptedException {
        if (admission.obstacle().isPresent()) {
            now(State.NOT_ADMITTED);
            return;
        }
        try (PublicationSession session = PublicationSession.open(database)) {
            while (!session.tryLock()) {
                now(State.STANDING_BY);
                cursor = session.cursor();
                worker.rest(STAND_BY);
                if (!worker.isOpen()) {
                    return;
                }
            }
            new Topics(settings).prepare();
            // Closed without an abort where something fails: Kafka may be away, and whoever comes next begins by ending
            // what this one left open.
            Producer<byte[], byte[]> producer =
                    new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
            try {
                producer.initTransactions();
                cursor = session.cursor();
                resume(session);
                now(State.PUBLISHING);
                while (worker.isOpen() && admission.obstacle().isEmpty()) {
                    switch (publishNext(session, producer)) {
                        case EMPTY -> {
                            boolean ignored = signal.await(cursor.nextPosition(), LOOK_AROUND);
                        }
                        case PARTLY_FULL -> worker.rest(betweenTransactions);
                        case FULL -> {}
                    }
                }
            } finally {
                producer.close(Duration.ofSeconds(2));
            }
        }
    }

    private Map<String, Object> producerSettings() {
        return settings.client(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.LINGER_MS_CONFIG, 0,
                // A transaction that follows another at once is told to come again. With several requests on their way,
                // others would have overtaken it by then, which the broker logs as an error.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1,
                ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000));
    }

    /** Sends what comes next, if something does. */
    private Page publishNext(PublicationSession session, Producer<byte[], byte[]> producer) throws SQLException {
        Cursor from = cursor;
        List<StoredEntry> entries = session.entries(from.nextPosition(), BATCH);
        long next = from.nextPosition() + entries.size();
        head = Math.max(head, next);
        List<Kept> checkpoints = session.checkpoints(from.checkpointSize(), next, BATCH);
        if (entries.isEmpty() && checkpoints.isEmpty()) {
            return Page.EMPTY;
        }
        producer.beginTransaction();
        for (StoredEntry entry : entries) {
            var ignored = producer.send(Records.entry(settings.eventsTopic(), entry));
        }
        for (Kept checkpoint : checkpoints) {
            var ignored = producer.send(
                    Records.checkpoint(settings.checkpointsTopic(), settings.origin(), checkpoint.note()));
        }
        // Throws what any of the sends met.
        producer.commitTransaction();
        Cursor to = new Cursor(
                next,
                checkpoints.isEmpty()
                        ? from.checkpointSize()
                        : checkpoints.getLast().size());
        session.move(from, to);
        cursor = to;
        published.increment(entries.size());
        return entries.size() == BATCH || checkpoints.size() == BATCH ? Page.FULL : Page.PARTLY_FULL;
    }

    /**
     * Puts the cursor where the topics really end: a transaction may have been committed without the cursor following, and
     * a topic may be new, or have lost its end. Behind the connection may also be another database than the one that was
     * published from, such as a replica that lagged.
     *
     * @throws LedgerRefused when the topic has an entry that the database does not hold, byte for byte
     */
    private void resume(PublicationSession session) throws SQLException {
        Cursor from = cursor;
        Cursor to;
        try (TopicTail tail = new TopicTail(settings)) {
            to = new Cursor(
                    nextPosition(session, from, tail.last(settings.eventsTopic(), TopicTail.ENOUGH)),
                    checkpointSize(session, from, tail.last(settings.checkpointsTopic(), TopicTail.ENOUGH)));
        }
        if (!to.equals(from)) {
            LOG.info("the topics end at {}, not at {}", to, from);
            session.move(from, to);
            cursor = to;
        }
    }

    private long nextPosition(PublicationSession session, Cursor from, List<ConsumerRecord<byte[], byte[]>> tail)
            throws SQLException {
        if (tail.isEmpty()) {
            return 0;
        }
        for (PublishedEntry entry : PublishedEntry.among(tail, settings.origin())) {
            entry.requireSame(session.entryAt(entry.position()));
        }
        long last = -1;
        for (ConsumerRecord<byte[], byte[]> record : tail) {
            OptionalLong position = Records.position(record.headers());
            if (position.isPresent() && isStored(session, position.getAsLong(), record.value())) {
                last = Math.max(last, position.getAsLong());
            }
        }
        if (last < 0) {
            LOG.error("the end of {} holds nothing of this ledger: somebody else writes to it", settings.eventsTopic());
            return from.nextPosition();
        }
        return last + 1;
    }

    private static boolean isStored(PublicationSession session, long position, byte @Nullable [] bytes)
            throws SQLException {
        return session.entryAt(position)
                .filter(entry -> Arrays.equals(entry, bytes))
                .isPresent();
    }

    private long checkpointSize(PublicationSession session, Cursor from, List<ConsumerRecord<byte[], byte[]>> tail)
            throws SQLException {
        if (tail.isEmpty()) {
            return 0;
        }
        long size = from.checkpointSize();
        List<String> notes = tail.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
        // What was sent without the cursor following is at most what one transaction carries.
        for (Kept kept : session.checkpoints(size, Long.MAX_VALUE, BATCH)) {
            if (notes.contains(kept.note())) {
                size = kept.size();
            }
        }
        return size;
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** Finishes what it is sending and gives the lock back. */
    @Override
    public void close() {
        worker.close();
    }
}
