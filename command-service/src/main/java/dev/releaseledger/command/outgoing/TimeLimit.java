package dev.releaseledger.command.outgoing;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an attempt on another thread and waits for it no longer than the limit, however slowly the other side answers. */
public final class TimeLimit {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Duration limit;
    private final Executor threads;

    public TimeLimit(Duration limit) {
        this(limit, task -> Thread.ofPlatform().daemon().name("outgoing").start(task));
    }

    /** @param threads runs what it is given at once, on platform threads: looking a name up blocks in native code */
    TimeLimit(Duration limit, Executor threads) {
        this.limit = limit;
        this.threads = threads;
    }

    /**
     * What became of the attempt.
     *
     * @param making makes it, blocking, and says what became of it
     * @param notDelivered what to say when it was given up before its point of no return; takes the reason
     * @param unclear what to say when it ended without a word after it; takes the reason
     */
    public <T> T make(
            Attempt attempt,
            Function<Attempt, T> making,
            Function<String, T> notDelivered,
            Function<String, T> unclear) {
        FutureTask<T> task = new FutureTask<>(() -> making.apply(attempt));
        threads.execute(task);
        String reason;
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            reason = "not done within " + limit.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "stopped while it was under way";
        } catch (ExecutionException e) {
            reason = failure(e);
        }
        boolean before = attempt.giveUp();
        attempt.close();
        return before ? notDelivered.apply(reason) : lastWord(task, unclear, reason);
    }

    /** What was answered before the connection was closed counts: only the rest of the answer was late. */
    private static <T> T lastWord(FutureTask<T> task, Function<String, T> unclear, String reason) {
        try {
            return task.get(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return unclear.apply(reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unclear.apply(reason);
        }
    }

    private static String failure(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        // Its kind and its place; the message of a library may quote the whole address.
        LOG.error(
                "an outgoing call failed unexpectedly: {} at {}",
                cause.getClass().getName(),
                cause.getStackTrace().length == 0 ? "an unknown place" : cause.getStackTrace()[0]);
        return "failed unexpectedly";
    }
}
