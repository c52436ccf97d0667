package dev.releaseledger.command.append;

import dev.releaseledger.command.append.AppendOutcome.Appended;
import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the ledger. One thread writes: it locks the head of the ledger, takes all that wait, judges them in their
 * order, writes what they lead to and commits once for all of them. Any number of engines share a database; they take
 * turns at the head, a batch at a time.
 *
 * <p>An append that is answered with {@link Appended} is durable and in the ledger, exactly once. One that fails was not
 * recorded, unless it fails with {@link Reason#OUTCOME_UNKNOWN}.
 */
public final class AppendEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppendEngine.class);

    /** A head further in the future than this is a wrong clock, of this database or of the one before it. */
    private static final Duration TOLERATED_AHEAD = Duration.ofSeconds(2);

    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    /** So many appends make little of what a transaction costs. */
    private static final int ENOUGH = 16;

    /** How soon after a transaction began the next one may begin with fewer. */
    private static final Duration GATHER = Duration.ofMillis(8);

    private static final Duration GATHER_STEP = Duration.ofMillis(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** How often a connection may break under the same append before the append is suspected of breaking it. */
    private static final int SUSPICIOUS = 3;

    private final Database database;
    private final AppendSettings settings;
    private final Admission admission;
    private final HeadSignal signal;
    private final AppendQueue queue;
    private final Thread writer;
    private final DistributionSummary batchSizes;
    private final Timer latency;
    private final Counter failures;

    private @Nullable LedgerSession session;
    private Duration pause = FIRST_PAUSE;
    /** How many appends the last transaction carried, and when it began. */
    private int carried;

    private long begun = System.nanoTime();
    /** The last entry that this engine committed: it must be there for ever. */
    private @Nullable StoredEntry witness;

    private long seenPosition;

    private volatile boolean wentBack;
    private volatile boolean databaseAnswers = true;
    private volatile Duration ahead = Duration.ZERO;

    /**
     * Starts the writer.
     *
     * @param admission asked before an append is taken
     * @param signal told of every commit
     * @param meters where to count; an empty composite registry where nobody counts
     */
    public AppendEngine(
            Database database, AppendSettings settings, Admission admission, HeadSignal signal, MeterRegistry meters) {
        this.database = database;
        this.settings = settings;
        this.admission = admission;
        this.signal = signal;
        this.queue = new AppendQueue(settings.maxWaiting(), settings.maxWaitingBytes());
        this.batchSizes = DistributionSummary.builder("release.ledger.append.batch")
                .description("appends in one transaction")
                .publishPercentileHistogram()
                .register(meters);
        this.latency = Timer.builder("release.ledger.append")
                .description("from an append's coming to its answer")
                .publishPercentileHistogram()
                .register(meters);
        this.failures = Counter.builder("release.ledger.append.failures")
                .description("appends that could not be recorded")
                .register(meters);
        Gauge.builder("release.ledger.append.waiting", queue, AppendQueue::size)
                .description("appends that wait")
                .register(meters);
        Gauge.builder("release.ledger.clock.ahead", this, engine -> engine.ahead.toNanos() / 1e9)
                .description(
                        "how far the ledger's last entry lies in the future of the database's clock; appends stop beyond "
                                + TOLERATED_AHEAD.toSeconds() + " s")
                .baseUnit("seconds")
                .register(meters);
        this.writer = Thread.ofPlatform().name("ledger-writer").daemon().start(this::serve);
    }

    /**
     * Appends and waits for the outcome.
     *
     * @throws LedgerUnavailable when it cannot be recorded now
     * @throws AppendFailed when it can never be recorded
     */
    public AppendOutcome append(Append append) {
        try {
            return submit(append).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * Appends; the future fails with {@link LedgerUnavailable} or {@link AppendFailed}. What depends on it runs on the
     * writer's thread: let it be quick, or use the asynchronous forms.
     */
    public CompletableFuture<AppendOutcome> submit(Append append) {
        Waiting waiting = new Waiting(append);
        Optional<Reason> obstacle = obstacle();
        if (obstacle.isPresent()) {
            fail(waiting, obstacle.get());
            return waiting.outcome();
        }
        switch (queue.offer(waiting)) {
            case TAKEN -> {}
            case FULL -> fail(waiting, Reason.FULL);
            case CLOSED -> fail(waiting, Reason.CLOSING);
        }
        return waiting.outcome();
    }

    /** Why appends are refused now without being tried; empty when they are tried. */
    public Optional<Reason> obstacle() {
        return wentBack ? Optional.of(Reason.REFUSED) : admission.obstacle();
    }

    /** Whether the writer lives; without it nothing is recorded until the service is started again. */
    public boolean writerLives() {
        return writer.isAlive();
    }

    /** Whether the database answered when it was last asked. */
    public boolean databaseAnswers() {
        return databaseAnswers;
    }

    /** How far the last entry lies in the future of the database's clock, when that is too far to append; else empty. */
    public Optional<Duration> clockAlarm() {
        Duration now = ahead;
        return isTooFar(now) ? Optional.of(now) : Optional.empty();
    }

    /** How many appends wait. */
    public int waiting() {
        return queue.size();
    }

    /** Takes nothing more, answers all that wait, and ends. */
    @Override
    public void close() {
        queue.close();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        try {
            openAhead();
            while (!(queue.isClosed() && queue.size() == 0)) {
                serveOnce();
            }
        } finally {
            drop();
            // Only where the writer itself failed is anyone left here.
            queue.close();
            queue.takeOlderThan(Duration.ZERO).forEach(waiting -> fail(waiting, Reason.CLOSING));
        }
    }

    /** So that no append has to wait until the first session is made sure of. */
    private void openAhead() {
        try {
            LedgerSession ignored = session();
        } catch (SQLException | RuntimeException e) {
            LOG.info("the first append will try again to reach the database", e);
            drop();
        }
    }

    private void serveOnce() {
        List<Waiting> batch = new ArrayList<>();
        try {
            if (queue.awaitWork(LOOK_AROUND)) {
                gather();
                batch.addAll(queue.take(settings.maxBatch(), settings.maxBatchBytes()));
                carried = batch.size();
                write(batch);
            } else if (!databaseAnswers || clockAlarm().isPresent()) {
                // Nobody may append before this is over: a balancer that goes by health sends no one.
                lookAtHead();
            }
        } catch (InterruptedException e) {
            LOG.warn("the writer of the ledger was interrupted and goes on: close the engine to end it");
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("the writer of the ledger stumbled", e);
            drop();
            // What became of these is not known here, so that is what they are told.
            batch.forEach(waiting -> fail(waiting, Reason.OUTCOME_UNKNOWN));
            expireWaiting();
            pause();
        } catch (Error e) {
            batch.forEach(waiting -> fail(waiting, Reason.OUTCOME_UNKNOWN));
            throw e;
        }
    }

    /**
     * A transaction costs much the same whatever it carries. Where several callers append at once, it waits until it carries
     * enough to make little of that, as long as more keep coming and the last transaction was only just begun.
     */
    private void gather() {
        int enough = Math.min(ENOUGH, settings.maxBatch());
        boolean growing = carried > 1;
        while (growing && queue.size() < enough && System.nanoTime() - begun < GATHER.toNanos()) {
            int before = queue.size();
            LockSupport.parkNanos(GATHER_STEP.toNanos());
            growing = queue.size() > before;
        }
        begun = System.nanoTime();
    }

    /** Sees these through until each of them is answered. */
    private void write(List<Waiting> batch) {
        int broken = 0;
        while (true) {
            expire(batch);
            if (batch.isEmpty()) {
                return;
            }
            switch (attempt(batch)) {
                case ANSWERED -> {
                    return;
                }
                case DATABASE_AWAY, NOT_ADMITTED -> pause();
                case CONNECTION_BROKE -> {
                    broken++;
                    if (broken >= SUSPICIOUS) {
                        writeApart(batch, Reason.DATABASE_AWAY);
                        return;
                    }
                    pause();
                }
                case STATEMENT_FAILED -> {
                    writeApart(batch, null);
                    return;
                }
            }
        }
    }

    /** One of these spoils the transaction: halves until it is alone, so that the others are recorded. */
    private void writeApart(List<Waiting> batch, @Nullable Reason reason) {
        if (batch.size() == 1) {
            failures.increment();
            Waiting culprit = batch.getFirst();
            LOG.error(
                    "an append of {} entries cannot be recorded",
                    culprit.append().entries().size());
            culprit.outcome()
                    .completeExceptionally(reason == null ? new AppendFailed() : new LedgerUnavailable(reason));
            return;
        }
        int half = batch.size() / 2;
        write(new ArrayList<>(batch.subList(0, half)));
        write(new ArrayList<>(batch.subList(half, batch.size())));
    }

    private enum Attempt {
        ANSWERED,
        DATABASE_AWAY,
        NOT_ADMITTED,
        CONNECTION_BROKE,
        STATEMENT_FAILED
    }

    private Attempt attempt(List<Waiting> batch) {
        LedgerSession session;
        Turn turn;
        try {
            session = session();
        } catch (SQLException e) {
            return away(e);
        }
        try {
            turn = session.begin(batch.stream().map(Waiting::append).toList());
        } catch (SQLException e) {
            return notBegun(batch, e);
        }
        answering(turn.head());
        // What waited here was welcome when it came.
        Optional<Reason> obstacle = obstacle();
        if (obstacle.equals(Optional.of(Reason.NOT_CHECKED))) {
            // This database is not known to be the one from before: those who wait do so for a little longer.
            undo();
            return Attempt.NOT_ADMITTED;
        }
        if (obstacle.isPresent() || isTooFar(turn.head().ahead())) {
            undo();
            batch.forEach(waiting -> fail(waiting, obstacle.orElse(Reason.CLOCK_AHEAD)));
            return Attempt.ANSWERED;
        }
        Batch judged = new Batch(turn.head(), turn.known());
        List<Verdict> verdicts = judge(judged, batch);
        try {
            session.write(judged);
        } catch (SQLException e) {
            LOG.warn("a batch of {} appends failed ({})", batch.size(), e.getSQLState(), e);
            undo();
            return SqlFault.of(e) == SqlFault.STATEMENT ? Attempt.STATEMENT_FAILED : Attempt.CONNECTION_BROKE;
        }
        try {
            session.commit();
        } catch (SQLException e) {
            LOG.warn("a commit was not answered ({}): finding out whether it happened", e.getSQLState(), e);
            drop();
            return settle(judged, verdicts, e);
        }
        answer(judged, verdicts);
        return Attempt.ANSWERED;
    }

    /** A look-up of one of these may have spoilt it; the head alone tells whether it was that. */
    private Attempt notBegun(List<Waiting> batch, SQLException e) {
        LOG.warn("the look-ups of {} appends failed ({})", batch.size(), e.getSQLState(), e);
        boolean statement = SqlFault.of(e) == SqlFault.STATEMENT;
        if (statement) {
            undo();
        } else {
            drop();
        }
        lookAtHead();
        if (!databaseAnswers) {
            return Attempt.DATABASE_AWAY;
        }
        return statement ? Attempt.STATEMENT_FAILED : Attempt.CONNECTION_BROKE;
    }

    private record Verdict(Waiting waiting, @Nullable AppendOutcome outcome) {}

    private static List<Verdict> judge(Batch judged, List<Waiting> batch) {
        List<Verdict> verdicts = new ArrayList<>(batch.size());
        for (Waiting waiting : batch) {
            AppendOutcome outcome = null;
            try {
                outcome = judged.judge(waiting.append());
            } catch (RuntimeException e) {
                LOG.error("an append could not be judged", e);
            }
            verdicts.add(new Verdict(waiting, outcome));
        }
        return verdicts;
    }

    /**
     * Finds out whether a commit without an answer happened. The head can be locked only once the other transaction has
     * ended, and then its first entry is where it belongs or the whole batch is not there. A batch without entries is
     * simply judged again: if it was committed, its receipts are found.
     */
    private Attempt settle(Batch judged, List<Verdict> verdicts, SQLException why) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < settings.settling().toNanos()) {
            try {
                LedgerSession session = session();
                session.lockHead();
                boolean committed = !judged.entries().isEmpty()
                        && isThere(session, judged.entries().getFirst());
                session.rollback();
                if (committed) {
                    LOG.info("the commit had happened: {} appends are recorded", verdicts.size());
                    answer(judged, verdicts);
                    return Attempt.ANSWERED;
                }
                return SqlFault.of(why) == SqlFault.STATEMENT ? Attempt.STATEMENT_FAILED : Attempt.CONNECTION_BROKE;
            } catch (SQLException e) {
                away(e);
                expireWaiting();
                pause();
            }
        }
        LOG.error("could not find out whether {} appends were recorded", verdicts.size());
        verdicts.forEach(verdict -> fail(verdict.waiting(), Reason.OUTCOME_UNKNOWN));
        return Attempt.ANSWERED;
    }

    private void answer(Batch judged, List<Verdict> verdicts) {
        if (!judged.entries().isEmpty()) {
            witness = judged.entries().getLast();
            signal.moved(judged.nextPosition());
        }
        batchSizes.record(verdicts.size());
        long now = System.nanoTime();
        for (Verdict verdict : verdicts) {
            latency.record(now - verdict.waiting().since(), TimeUnit.NANOSECONDS);
            if (verdict.outcome() == null) {
                failures.increment();
                verdict.waiting().outcome().completeExceptionally(new AppendFailed());
            } else {
                verdict.waiting().outcome().complete(verdict.outcome());
            }
        }
    }

    private LedgerSession session() throws SQLException {
        LedgerSession open = session;
        if (open == null) {
            open = LedgerSession.open(database);
            session = open;
            admission.sessionReplaced();
            makeSureOf(open);
        }
        return open;
    }

    /** Behind a new connection may be another database: a replica that lagged, a backup. It must hold what was answered. */
    private void makeSureOf(LedgerSession open) throws SQLException {
        if (witness != null) {
            if (!isThere(open, witness)) {
                refuseForGood("it no longer holds entry " + witness.position() + " as it was committed");
            }
            open.rollback();
        }
    }

    private void refuseForGood(String why) {
        if (!wentBack) {
            LOG.error("this is not the database that was appended to, for {}: no more appends", why);
        }
        wentBack = true;
    }

    private static boolean isThere(LedgerSession session, StoredEntry entry) throws SQLException {
        return session.entryAt(entry.position())
                .filter(bytes -> Arrays.equals(bytes, entry.bytes()))
                .isPresent();
    }

    private void lookAtHead() {
        try {
            LedgerSession session = session();
            answering(session.lockHead());
            session.rollback();
        } catch (SQLException e) {
            away(e);
        }
    }

    private void answering(Head head) {
        if (!databaseAnswers) {
            LOG.info("the database answers again");
        }
        databaseAnswers = true;
        pause = FIRST_PAUSE;
        if (head.nextPosition() < seenPosition) {
            refuseForGood("its head went back from " + seenPosition + " to " + head.nextPosition());
        }
        seenPosition = Math.max(seenPosition, head.nextPosition());
        Duration now = head.ahead();
        boolean alarmed = isTooFar(ahead);
        ahead = now.isNegative() ? Duration.ZERO : now;
        if (isTooFar(now) && !alarmed) {
            LOG.error(
                    "the last entry lies {} in the future of the database's clock: no appends until it does not", now);
        } else if (alarmed && !isTooFar(now)) {
            LOG.info("the last entry no longer lies in the future: appends go on");
        }
    }

    private static boolean isTooFar(Duration ahead) {
        return ahead.compareTo(TOLERATED_AHEAD) > 0;
    }

    private Attempt away(SQLException e) {
        if (databaseAnswers) {
            LOG.warn("the database does not answer ({}): trying again", e.getSQLState(), e);
        }
        databaseAnswers = false;
        drop();
        return Attempt.DATABASE_AWAY;
    }

    private void undo() {
        try {
            if (session != null) {
                session.rollback();
            }
        } catch (SQLException e) {
            drop();
        }
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** Tells those of the batch and of the queue whose patience is over what kept them waiting. */
    private void expire(List<Waiting> batch) {
        long now = System.nanoTime();
        batch.removeIf(waiting -> {
            boolean over = now - waiting.since() >= settings.patience().toNanos();
            if (over) {
                fail(waiting, whyNotYet());
            }
            return over;
        });
        expireWaiting();
    }

    private void expireWaiting() {
        queue.takeOlderThan(settings.patience()).forEach(waiting -> fail(waiting, whyNotYet()));
    }

    private Reason whyNotYet() {
        return databaseAnswers ? obstacle().orElse(Reason.DATABASE_AWAY) : Reason.DATABASE_AWAY;
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.warn("the writer of the ledger was interrupted and goes on: close the engine to end it");
        }
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
    }

    private static void fail(Waiting waiting, Reason reason) {
        waiting.outcome().completeExceptionally(new LedgerUnavailable(reason));
    }
}
