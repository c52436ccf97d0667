package dev.releaseledger.command.publish;

import dev.releaseledger.command.append.Admission;
import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import dev.releaseledger.command.append.StoredTree;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import dev.releaseledger.events.ledger.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before the first append after a start, and before the next one after a lost session: the database must hold what was
 * published. A backup that was restored, or a replica that had not kept up, would otherwise tell a second story at
 * positions that were told before. Until that is sure nothing is appended; when it is not so, nothing ever is.
 */
public final class StartupCheck implements Admission, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartupCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Database database;
    private final PublishSettings settings;
    private final List<VerifierKey> keys;
    private final Thread thread;

    private volatile Optional<Reason> obstacle = Optional.of(Reason.NOT_CHECKED);
    private volatile @Nullable String refusal;
    /** How often it was asked for; what was found out for an earlier time is not enough. */
    private long asked;

    /**
     * Starts to check, as often as it takes for Kafka and the database to answer.
     *
     * @param keys those that this ledger's checkpoints are or were signed with: others in the topic are not believed
     */
    public StartupCheck(Database database, PublishSettings settings, List<VerifierKey> keys) {
        this.database = database;
        this.settings = settings;
        this.keys = List.copyOf(keys);
        this.thread = Thread.ofPlatform().name("ledger-startup-check").daemon().start(this::serve);
    }

    @Override
    public Optional<Reason> obstacle() {
        return obstacle;
    }

    /** Why the database was refused; empty when it was not. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    private void serve() {
        boolean waiting = false;
        try {
            while (refusal == null) {
                long time = awaitAsked();
                try {
                    check();
                    admit(time);
                    waiting = false;
                } catch (LedgerRefused e) {
                    refuse(e);
                } catch (SQLException | RuntimeException e) {
                    if (!waiting) {
                        LOG.warn("no appends yet: what was published cannot be compared with the database", e);
                    }
                    waiting = true;
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the check was interrupted, and ends", e);
        }
    }

    private synchronized long awaitAsked() throws InterruptedException {
        while (obstacle.isEmpty()) {
            wait();
        }
        return asked;
    }

    private synchronized void admit(long time) {
        if (refusal == null && time == asked) {
            LOG.info("the database holds what was published: appends are welcome");
            obstacle = Optional.empty();
        }
    }

    @Override
    public synchronized void sessionReplaced() {
        if (refusal == null) {
            asked++;
            obstacle = Optional.of(Reason.NOT_CHECKED);
            notifyAll();
        }
    }

    /** Refuses the database for good: also what shows later, while the topics are written, ends all appends. */
    synchronized void refuse(LedgerRefused why) {
        if (refusal == null) {
            LOG.error("this database is not appended to and not published from: {}", why.getMessage());
        }
        refusal = why.getMessage();
        obstacle = Optional.of(Reason.REFUSED);
    }

    /** The topics first: what is published is in the database already. */
    private void check() throws SQLException {
        List<PublishedEntry> entries;
        Optional<Published> checkpoint;
        try (TopicTail tail = new TopicTail(settings)) {
            entries = PublishedEntry.among(tail.last(settings.eventsTopic(), TopicTail.ENOUGH), settings.origin());
            checkpoint = largest(tail.last(settings.checkpointsTopic(), TopicTail.ENOUGH));
        }
        try (Connection connection = database.connect("startup check")) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Frontier head = head(connection);
            for (PublishedEntry entry : entries) {
                entry.requireSame(entryAt(connection, entry.position()));
            }
            if (checkpoint.isPresent()) {
                requireExtends(connection, head, checkpoint.get());
            }
            connection.rollback();
        }
    }

    /** A checkpoint of this ledger, and the note that it was published as. */
    private record Published(Checkpoint checkpoint, String note) {}

    private Optional<Published> largest(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .flatMap(record -> opened(record.value()).stream())
                .max(Comparator.comparingLong(
                        published -> published.checkpoint().size()));
    }

    private Optional<Published> opened(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        String note = new String(value, StandardCharsets.UTF_8);
        try {
            return Optional.of(new Published(Checkpoint.open(note, settings.origin(), keys), note));
        } catch (Malformed | NoteRejected e) {
            LOG.debug("a record of {} is no checkpoint of this ledger", settings.checkpointsTopic(), e);
            return Optional.empty();
        }
    }

    private Frontier head(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select origin, next_position, frontier from ledger.head");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new LedgerRefused("it has no head");
            }
            if (!row.getString("origin").equals(settings.origin())) {
                throw new LedgerRefused("it is the ledger " + row.getString("origin") + ", not " + settings.origin());
            }
            return frontier(row.getLong("next_position"), row.getBytes("frontier"));
        }
    }

    private static Frontier frontier(long size, byte[] bytes) {
        try {
            return Frontier.fromBytes(size, bytes);
        } catch (IllegalArgumentException e) {
            throw new LedgerRefused("its frontier of " + size + " entries is damaged: " + e.getMessage());
        }
    }

    private static Optional<byte[]> entryAt(Connection connection, long position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select bytes from ledger.entry where position = ?")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static void requireExtends(Connection connection, Frontier head, Published published) throws SQLException {
        Checkpoint checkpoint = published.checkpoint();
        Frontier frontier = StoredTree.grow(connection, kept(connection, checkpoint, published.note()), head.size());
        if (frontier.size() < head.size()) {
            throw new LedgerRefused("it does not hold entry " + frontier.size());
        }
        if (!frontier.equals(head)) {
            throw new LedgerRefused("its entries do not extend the published checkpoint of " + checkpoint.size()
                    + " entries to the root of its head: " + frontier.root() + " is computed, " + head.root()
                    + " is kept");
        }
    }

    private static Frontier kept(Connection connection, Checkpoint checkpoint, String note) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select note, frontier from ledger.checkpoint where size = ?")) {
            select.setLong(1, checkpoint.size());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerRefused("it does not hold the checkpoint of " + checkpoint.size()
                            + " entries, which is published; was a backup restored?");
                }
                Frontier frontier = frontier(checkpoint.size(), row.getBytes("frontier"));
                if (!row.getString("note").equals(note) || !frontier.root().equals(checkpoint.root())) {
                    throw new LedgerRefused(
                            "its checkpoint of " + checkpoint.size() + " entries is not the one that is published");
                }
                return frontier;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
