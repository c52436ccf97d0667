package dev.releaseledger.query.generation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * How far the read side is, for those who wait for a position. The projector of this instance tells at once; where another
 * instance projects, the waiting ones look into the tables, one of them at a time.
 */
@Component
public final class ProjectedPosition {
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private final Generations generations;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long next;

    ProjectedPosition(Generations generations) {
        this.generations = generations;
    }

    /** The first position that is not known to be projected. */
    public long next() {
        return next;
    }

    /** Everything below this position is projected. */
    public void advancedTo(long nextPosition) {
        if (nextPosition > next) {
            lock.lock();
            try {
                next = Math.max(next, nextPosition);
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until a position is projected.
     *
     * @return false when it is not after this long
     * @throws NotReady when there are no tables yet
     */
    public boolean await(long position, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (next <= position) {
            look();
            long left = deadline - System.nanoTime();
            if (next > position) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
            lock.lock();
            try {
                if (next <= position) {
                    long unused = moved.awaitNanos(Math.min(left, LOOK_EVERY));
                }
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    private void look() {
        if (looking.tryLock()) {
            try {
                advancedTo(generations.head().nextPosition());
            } finally {
                looking.unlock();
            }
        }
    }
}
