package dev.releaseledger.command.append;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells those who follow the ledger within this process that it has grown. Entries of other instances are not signalled:
 * whoever waits here looks for itself from time to time.
 */
public final class HeadSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long nextPosition;

    /** The ledger has grown up to here; what is lower than what is known is no news. */
    void moved(long nextPosition) {
        lock.lock();
        try {
            if (nextPosition > this.nextPosition) {
                this.nextPosition = nextPosition;
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next position, as far as this process knows from its own appends. */
    public long nextPosition() {
        lock.lock();
        try {
            return nextPosition;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this process has appended at or beyond a position, or the time is over; says whether it has. */
    public boolean await(long position, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (nextPosition <= position && left > 0) {
                left = moved.awaitNanos(left);
            }
            return nextPosition > position;
        } finally {
            lock.unlock();
        }
    }
}
