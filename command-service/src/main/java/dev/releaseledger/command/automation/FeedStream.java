package dev.releaseledger.command.automation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * What one automation follows of the ledger. Kinds that it was seen to ignore are left out; the last entry that was left out is
 * handed over when nothing else waits, so that the token moves even where nothing concerns the automation.
 *
 * <p>There is one reader. Whoever offers never waits for it.
 */
final class FeedStream implements BlockingStream<TrackedEventMessage<?>> {
    private static final int MOST_WAITING = 1_000;

    private final LongSupplier end;
    private final LongFunction<List<TrackedEventMessage<?>>> ledger;
    private final Consumer<FeedStream> leave;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition come = lock.newCondition();
    private final Set<Class<?>> ignored = new HashSet<>();
    private final Deque<TrackedEventMessage<?>> waiting = new ArrayDeque<>();
    /** Comes after all that waits. */
    private @Nullable TrackedEventMessage<?> passed;
    /** Everything below waits, was passed or was handed over. */
    private long next;

    private volatile Runnable onAvailable = () -> {};

    /**
     * @param from the first position
     * @param end how far the ledger is known to reach
     * @param ledger some entries from a position on, none where it ends
     * @param leave told when this is closed
     */
    FeedStream(
            long from,
            LongSupplier end,
            LongFunction<List<TrackedEventMessage<?>>> ledger,
            Consumer<FeedStream> leave) {
        this.next = from;
        this.end = end;
        this.ledger = ledger;
        this.leave = leave;
    }

    /** The position that follows a token's. */
    static long after(TrackingToken token) {
        return 1 + token.position().orElseThrow(() -> new IllegalArgumentException("not a position: " + token));
    }

    /** Takes new entries where it has all before them and is not full; otherwise it is behind and reads them by itself. */
    void offer(List<TrackedEventMessage<?>> page) {
        lock.lock();
        try {
            if (after(page.getFirst().trackingToken()) <= next + 1 && waiting.size() < MOST_WAITING) {
                take(page);
            }
            if (waiting.isEmpty() && next >= after(page.getLast().trackingToken())) {
                return;
            }
            come.signalAll();
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Has the reader look whether something is available. */
    void wake() {
        onAvailable.run();
    }

    private void take(List<TrackedEventMessage<?>> page) {
        for (TrackedEventMessage<?> message : page) {
            long position = after(message.trackingToken()) - 1;
            if (position < next) {
                continue;
            }
            if (ignored.contains(message.getPayloadType())) {
                passed = message;
            } else {
                waiting.add(message);
                passed = null;
            }
            next = position + 1;
        }
    }

    @Override
    public boolean hasNextAvailable() {
        long from;
        lock.lock();
        try {
            if (!waiting.isEmpty() || next >= end.getAsLong()) {
                return available();
            }
            from = next;
        } finally {
            lock.unlock();
        }
        List<TrackedEventMessage<?>> page = ledger.apply(from);
        lock.lock();
        try {
            take(page);
            return available();
        } finally {
            lock.unlock();
        }
    }

    private boolean available() {
        return !waiting.isEmpty() || passed != null;
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (hasNextAvailable()) {
            return true;
        }
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (!available() && left > 0) {
                left = come.awaitNanos(left);
            }
            return available();
        } finally {
            lock.unlock();
        }
    }

    /** What is at hand. It does not read on for it: positions are unique, so what follows never belongs to what was handed over. */
    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        lock.lock();
        try {
            return Optional.ofNullable(waiting.isEmpty() ? passed : waiting.peek());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> message = null;
        while (message == null) {
            boolean ignoredWhetherItCame = hasNextAvailable(1, TimeUnit.SECONDS);
            lock.lock();
            try {
                message = waiting.poll();
                if (message == null) {
                    message = passed;
                    passed = null;
                }
            } finally {
                lock.unlock();
            }
        }
        return message;
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignoredMessage) {
        lock.lock();
        try {
            ignored.add(ignoredMessage.getPayloadType());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        callback.run();
        return true;
    }

    @Override
    public void close() {
        leave.accept(this);
    }
}
