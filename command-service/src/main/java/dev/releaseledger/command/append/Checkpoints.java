package dev.releaseledger.command.append;

import dev.releaseledger.command.append.Signing.Signed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what the ledger has become, at most once a second, and keeps every checkpoint for ever; the publisher takes them
 * from there. Several instances on one ledger share that second. What does not extend the last checkpoint is never signed:
 * from then on this instance signs nothing, until a person has looked and started it again.
 */
public final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Signing signing;
    private final Admission admission;
    private final HeadSignal signal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Signed last;
    private volatile @Nullable String refusal;

    /**
     * Starts to sign.
     *
     * @param admission nothing is signed for a ledger that may not be appended to: it may not be the one that was published
     * @param meters where to count; an empty composite registry where nobody counts
     */
    public Checkpoints(
            DataSource dataSource, SigningKeys keys, Admission admission, HeadSignal signal, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.signing = new Signing(keys);
        this.admission = admission;
        this.signal = signal;
        Gauge.builder("release.ledger.checkpoint.refused", this, checkpoints -> checkpoints.refusal == null ? 0 : 1)
                .description("1 once the ledger does not extend what was signed, so that nothing is signed any more")
                .register(meters);
        Gauge.builder("release.ledger.checkpoint.size", this, Checkpoints::signedSize)
                .description("how many entries the last checkpoint covers that this instance has signed")
                .register(meters);
        this.thread = Thread.ofPlatform().name("ledger-checkpoints").daemon().start(this::serve);
    }

    /** Why nothing is signed any more: what differs; empty while nothing does. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How many entries the last checkpoint covers that this instance has signed; 0 before the first. */
    public long signedSize() {
        Signed signed = last;
        return signed == null ? 0 : signed.size();
    }

    private void serve() {
        try {
            while (closed.getCount() > 0 && refusal == null) {
                boolean ignored = signal.await(signedSize(), INTERVAL);
                sign();
                boolean over = closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more checkpoints", e);
        }
    }

    private void sign() {
        if (admission.obstacle().isPresent()) {
            return;
        }
        try {
            Reading.from(dataSource, connection -> signing.sign(connection, last))
                    .ifPresent(signed -> last = signed);
        } catch (SigningRefused e) {
            refusal = e.getMessage();
            LOG.error("nothing of this database is signed any more: {}", e.getMessage());
        } catch (LedgerUnavailable e) {
            LOG.debug("the database does not answer: the next second may be better", e);
        } catch (RuntimeException e) {
            LOG.error("the ledger's head could not be signed", e);
        }
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
