package dev.releaseledger.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Callers on virtual threads, each of which calls again as soon as it is answered. */
public final class Load {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private Load() {}

    /** One caller. */
    @FunctionalInterface
    public interface Caller {
        void call() throws Exception;
    }

    /** Lets these callers call until the time is over; the first failure of any of them ends the round. */
    public static Measured drive(List<? extends Caller> callers, Duration duration)
            throws ExecutionException, InterruptedException {
        Histogram latencies = newHistogram();
        long began = System.nanoTime();
        long deadline = began + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Caller caller : callers) {
                running.add(threads.submit(() -> {
                    for (long before = System.nanoTime(); before < deadline; ) {
                        caller.call();
                        long after = System.nanoTime();
                        latencies.recordValue(after - before);
                        before = after;
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        return measured(latencies, seconds);
    }

    /** Nanoseconds up to an hour, to three digits. */
    public static Histogram newHistogram() {
        return new ConcurrentHistogram(1, TimeUnit.HOURS.toNanos(1), 3);
    }

    /** What a histogram of nanoseconds, filled in so many seconds, comes to. */
    public static Measured measured(Histogram latencies, double seconds) {
        return new Measured(
                latencies.getTotalCount() / seconds,
                latencies.getValueAtPercentile(50) / NANOS_PER_MILLI,
                latencies.getValueAtPercentile(99) / NANOS_PER_MILLI);
    }
}
