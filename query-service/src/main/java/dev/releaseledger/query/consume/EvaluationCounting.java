package dev.releaseledger.query.consume;

import dev.releaseledger.query.flag.ofrep.EvaluationCounts;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes down every few seconds how often flags were evaluated here. An instance that is killed loses the last of it; one that
 * ends does not, nor does one whose database is away: what it cannot write down before the day is told counts for the day on
 * which it can.
 */
final class EvaluationCounting implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationCounting.class);

    private final EvaluationCounts counts;
    private final EvaluationTable table;
    private final Duration every;
    private final Duration isOpen;
    private final Clock clock;
    private volatile CountDownLatch ending = new CountDownLatch(0);
    private @Nullable Thread thread;

    EvaluationCounting(EvaluationCounts counts, EvaluationTable table, QuerySettings.Flags settings, Clock clock) {
        this.counts = counts;
        this.table = table;
        this.every = settings.writeCounts();
        // The other half is for the writing.
        this.isOpen = settings.tellAfter().dividedBy(2);
        this.clock = clock;
    }

    @Override
    public void start() {
        ending = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("evaluations").daemon().start(this::count);
    }

    private void count() {
        try {
            while (!ending.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<EvaluationCounts.Count> taken =
                counts.take(clock.instant().minus(isOpen).atZone(ZoneOffset.UTC).toLocalDate());
        if (taken.isEmpty()) {
            return;
        }
        try {
            table.add(taken);
        } catch (RuntimeException e) {
            counts.giveBack(taken);
            LOG.warn("Counts of evaluations are kept in memory for now: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        ending.countDown();
        Thread counting = thread;
        if (counting != null) {
            try {
                counting.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        write();
    }

    /** After the server, which evaluates until it ends, and before the connections are closed. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return ending.getCount() > 0;
    }
}
