package dev.releaseledger.query.witness;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.NotReady;
import dev.releaseledger.query.ledger.LedgerTree;
import dev.releaseledger.query.settings.PinnedWitnesses;
import dev.releaseledger.query.settings.PinnedWitnesses.Witness;
import dev.releaseledger.query.settings.QuerySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks each witness on a thread of its own, so that one that is slow holds up neither the others nor the projection. A witness
 * that fails is left alone for longer and longer.
 */
public final class Submissions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final int MOST_DOUBLINGS = 20;

    private final PinnedWitnesses pinned;
    private final QuerySettings settings;
    private final LedgerTree tree;
    private final Generations generations;
    private final KeptCosignatures kept;
    private final Predicate<Generation> projects;
    private final WitnessMetrics metrics;
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch ending = new CountDownLatch(0);

    /** @param projects whether this instance is the one that projects a generation: it speaks for all */
    public Submissions(
            PinnedWitnesses pinned,
            QuerySettings settings,
            LedgerTree tree,
            Generations generations,
            KeptCosignatures kept,
            Predicate<Generation> projects,
            MeterRegistry registry) {
        this.pinned = pinned;
        this.settings = settings;
        this.tree = tree;
        this.generations = generations;
        this.kept = kept;
        this.projects = projects;
        this.metrics = new WitnessMetrics(registry);
    }

    @Override
    public void start() {
        ending = new CountDownLatch(1);
        OutsideAddresses outside = new OutsideAddresses(settings.outgoing().allow());
        for (Witness witness : pinned.witnesses()) {
            threads.add(Thread.ofPlatform()
                    .name("witness-" + witness.key().name())
                    .daemon()
                    .start(() -> ask(witness, outside)));
        }
    }

    private void ask(Witness witness, OutsideAddresses outside) {
        try (WitnessClient client =
                new WitnessClient(witness.url(), outside, settings.witnessing().timeout())) {
            Submission submission = new Submission(witness, client, tree, generations, kept, projects, metrics);
            int failures = 0;
            while (!pause(backoff(failures))) {
                failures = isWell(submission) ? 0 : failures + 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isWell(Submission submission) throws InterruptedException {
        try {
            return submission.submit();
        } catch (NotReady e) {
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Asking a witness failed and begins again: {}", e.toString());
            LOG.debug("The failure", e);
            return false;
        }
    }

    /** Twice as long after each failure, up to the longest. */
    private Duration backoff(int failures) {
        Duration interval = settings.witnessing().interval();
        Duration longest = settings.witnessing().longestBackoff();
        Duration backoff = interval.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return failures == 0 || backoff.compareTo(longest) < 0 ? backoff : longest;
    }

    /** @return whether it is over */
    private boolean pause(Duration duration) throws InterruptedException {
        return ending.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ending.countDown();
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return ending.getCount() > 0;
    }
}
