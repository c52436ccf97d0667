package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.flag.Flags;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.generation.NotReady;
import dev.releaseledger.query.generation.ProjectedPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps all flags ready in memory. It waits for the projection, of this instance or of another one, and looks what changed as
 * soon as that has moved on; so an evaluation needs no database, and goes on while that is away.
 */
@Component
final class FlagMemory implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FlagMemory.class);

    /** Another generation may answer by then, and that moves no position. */
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMillis(500);

    private static final Duration RETRY = Duration.ofMillis(200);

    /** So few that even long histories take little memory. */
    private static final int AT_ONCE = 100;

    private final Generations generations;
    private final ProjectedPosition position;
    private final Flags flags;
    private final FoldedStreams<FlagStream> streams;
    private final EvaluationMetrics metrics;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition looked = lock.newCondition();
    private volatile @Nullable ServedFlags current;
    private volatile long next;
    private volatile boolean running;
    private @Nullable Thread thread;
    private boolean troubled;

    FlagMemory(
            Generations generations,
            ProjectedPosition position,
            Flags flags,
            FoldedStreams<FlagStream> streams,
            EvaluationMetrics metrics,
            Clock clock) {
        this.generations = generations;
        this.position = position;
        this.flags = flags;
        this.streams = streams;
        this.metrics = metrics;
        this.clock = clock;
        metrics.flags(() -> {
            ServedFlags now = current;
            return now == null ? 0 : now.size();
        });
    }

    /**
     * The flags as they are.
     *
     * @throws NotReady when they were not read yet
     */
    ServedFlags current() {
        ServedFlags now = current;
        if (now == null) {
            throw new NotReady("the flags are not read yet");
        }
        return now;
    }

    /** Waits until every entry up to this one is in the flags; false where it is not after that time. */
    boolean isUpTo(long last, Duration atMost) throws InterruptedException {
        ServedFlags unused = await(looked, () -> next > last, atMost);
        return next > last;
    }

    /** The flags as soon as they are others than these; these where they are not after that time, or the service ends. */
    ServedFlags after(ServedFlags these, Duration atMost) throws InterruptedException {
        return await(changed, () -> current() != these, atMost);
    }

    private ServedFlags await(Condition happens, BooleanSupplier wanted, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (running && left > 0 && !wanted.getAsBoolean()) {
                left = happens.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return current();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("flags").daemon().start(this::follow);
    }

    private void follow() {
        try {
            while (running) {
                try {
                    refresh();
                    troubled = false;
                    boolean unused = position.await(next, LOOK_AT_LEAST_EVERY);
                } catch (NotReady e) {
                    Thread.sleep(RETRY);
                } catch (RuntimeException e) {
                    trouble(e);
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Reading the flags ends");
        }
    }

    private void refresh() {
        Head head = generations.head();
        Generation generation = head.generation();
        ServedFlags known = current;
        boolean isOther = known == null || !known.generation().equals(generation);
        ServedFlags before = known == null || isOther ? ServedFlags.none(generation) : known;
        List<Flags.Changed> changes = flags.changedAfter(generation, before.last());
        if (!isOther && changes.isEmpty()) {
            tell(before, head.nextPosition());
        } else {
            List<ServedFlag> ready = new ArrayList<>();
            for (int i = 0; i < changes.size(); i += AT_ONCE) {
                List<UUID> some = changes.subList(i, Math.min(i + AT_ONCE, changes.size())).stream()
                        .map(Flags.Changed::id)
                        .toList();
                streams.now(generation, some).forEach((id, stream) -> {
                    ServedFlag flag = ready(id, stream);
                    if (flag != null) {
                        ready.add(flag);
                        if (!isOther) {
                            metrics.changed(stream.recordedAt(), clock.instant());
                        }
                    }
                });
            }
            long last = changes.isEmpty() ? -1 : changes.getLast().servedPosition();
            tell(before.with(ready, last), head.nextPosition());
        }
    }

    private void trouble(RuntimeException e) {
        if (!troubled) {
            LOG.warn("The flags cannot be read for now; they are served as they were: {}", e.toString());
            LOG.debug("The failure", e);
        }
        troubled = true;
    }

    /** Where a flag cannot be made ready, whatever is in the ledger, it is not; the others are served. */
    private static @Nullable ServedFlag ready(UUID id, FlagStream stream) {
        try {
            return stream.flag().map(flag -> ServedFlag.of(id, stream, flag)).orElse(null);
        } catch (RuntimeException e) {
            LOG.error("Flag {} cannot be served", id, e);
            return null;
        }
    }

    /** @param nextPosition the first position that may not be in them */
    private void tell(ServedFlags flagsNow, long nextPosition) {
        lock.lock();
        try {
            if (current != flagsNow) {
                current = flagsNow;
                changed.signalAll();
            }
            next = nextPosition;
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        running = false;
        lock.lock();
        try {
            changed.signalAll();
            looked.signalAll();
        } finally {
            lock.unlock();
        }
        Thread following = thread;
        if (following != null) {
            following.interrupt();
            try {
                following.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
