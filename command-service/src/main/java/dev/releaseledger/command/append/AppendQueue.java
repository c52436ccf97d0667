package dev.releaseledger.command.append;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The appends that wait for the writer, in the order they came; bounded by number and by bytes. */
final class AppendQueue {
    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final int maxWaiting;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    AppendQueue(int maxWaiting, long maxBytes) {
        this.maxWaiting = maxWaiting;
        this.maxBytes = maxBytes;
    }

    Offer offer(Waiting waiting) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            // An append that is larger than the bound itself still fits where nothing else waits.
            if (queue.size() >= maxWaiting || (!queue.isEmpty() && bytes + waiting.maxBytes() > maxBytes)) {
                return Offer.FULL;
            }
            queue.add(waiting);
            bytes += waiting.maxBytes();
            arrived.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do; false when the time is over, or when the queue is closed and nothing is left in it. */
    boolean awaitWork(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (queue.isEmpty() && !closed && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes what has come, up to these limits; the first of them whatever its size. */
    List<Waiting> take(int maxAppends, long maxBatchBytes) {
        lock.lock();
        try {
            List<Waiting> batch = new ArrayList<>(Math.min(queue.size(), maxAppends));
            long room = maxBatchBytes;
            while (batch.size() < maxAppends
                    && !queue.isEmpty()
                    && (batch.isEmpty() || queue.getFirst().maxBytes() <= room)) {
                Waiting next = remove();
                room -= next.maxBytes();
                batch.add(next);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what has waited longer than its patience. */
    List<Waiting> takeOlderThan(Duration patience) {
        long now = System.nanoTime();
        lock.lock();
        try {
            List<Waiting> old = new ArrayList<>();
            while (!queue.isEmpty() && now - queue.getFirst().since() >= patience.toNanos()) {
                old.add(remove());
            }
            return old;
        } finally {
            lock.unlock();
        }
    }

    private Waiting remove() {
        Waiting next = queue.removeFirst();
        bytes -= next.maxBytes();
        return next;
    }

    /** Takes nothing more in; what is in it can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
