package dev.releaseledger.command.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that attempts the same again and again until it is closed. It is never interrupted: what it has begun, it finishes. */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final String name;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param name the thread's */
    public Worker(String name) {
        this.name = name;
    }

    /**
     * Starts, once.
     *
     * @param attempt makes an attempt, which looks by itself whether this is still open, and says how long to rest after it
     */
    public void start(Supplier<Duration> attempt) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            while (isOpen()) {
                rest(attempt.get());
            }
        });
    }

    /** Whether to go on. */
    public boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Waits so long, or until it is closed. */
    public void rest(Duration time) {
        try {
            boolean over = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted", name, e);
        }
    }

    /** Has it finish what it does, and waits for that. */
    @Override
    public void close() {
        closed.countDown();
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
