package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.NoteSigner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what the ledger has become, at most once a second, and keeps every checkpoint for ever; the publisher takes them
 * from there. Several instances on one ledger share that second.
 */
public final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final String LOOK = """
            select h.origin, h.next_position, h.frontier
            from ledger.head h
            left join lateral (select size, recorded from ledger.checkpoint order by size desc limit 1) c on true
            where h.next_position > coalesce(c.size, 0)
            and coalesce(c.recorded < clock_timestamp() - interval '1 second', true)
            """;

    private static final String KEEP =
            "insert into ledger.checkpoint (size, note, frontier) values (?, ?, ?) on conflict do nothing";

    private final DataSource dataSource;
    private final NoteSigner signer;
    private final Admission admission;
    private final HeadSignal signal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Starts to sign.
     *
     * @param admission nothing is signed for a ledger that may not be appended to: it may not be the one that was published
     */
    public Checkpoints(DataSource dataSource, NoteSigner signer, Admission admission, HeadSignal signal) {
        this.dataSource = dataSource;
        this.signer = signer;
        this.admission = admission;
        this.signal = signal;
        this.thread = Thread.ofPlatform().name("ledger-checkpoints").daemon().start(this::serve);
    }

    private void serve() {
        long signed = 0;
        try {
            while (closed.getCount() > 0) {
                boolean ignored = signal.await(signed, INTERVAL);
                Optional<Checkpoint> checkpoint = sign();
                if (checkpoint.isPresent()) {
                    signed = checkpoint.get().size();
                }
                boolean over = closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more checkpoints", e);
        }
    }

    private Optional<Checkpoint> sign() {
        if (admission.obstacle().isPresent()) {
            return Optional.empty();
        }
        try {
            return Reading.from(dataSource, this::sign);
        } catch (LedgerUnavailable e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("the ledger's head could not be signed", e);
            return Optional.empty();
        }
    }

    private Optional<Checkpoint> sign(Connection connection) throws SQLException {
        Checkpoint checkpoint;
        Frontier frontier;
        try (PreparedStatement look = connection.prepareStatement(LOOK);
                ResultSet head = look.executeQuery()) {
            if (!head.next()) {
                return Optional.empty();
            }
            frontier = Frontier.fromBytes(head.getLong("next_position"), head.getBytes("frontier"));
            checkpoint = new Checkpoint(head.getString("origin"), frontier.size(), frontier.root());
        }
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setLong(1, checkpoint.size());
            keep.setString(2, checkpoint.sign(signer).format());
            keep.setBytes(3, frontier.toBytes());
            keep.executeUpdate();
        }
        return Optional.of(checkpoint);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
