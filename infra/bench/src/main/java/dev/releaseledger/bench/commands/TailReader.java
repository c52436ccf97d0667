package dev.releaseledger.bench.commands;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all events as they come and their payloads, as a projection in the same process would. */
final class TailReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BlockingStream<TrackedEventMessage<?>> stream;
    private final AtomicLong read = new AtomicLong();
    private final Thread thread;

    TailReader(EventStore events) {
        stream = events.openStream(events.createHeadToken());
        thread = Thread.ofPlatform().name("tail-reader").start(this::follow);
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (stream.nextAvailable().getPayload() != null) {
                    read.incrementAndGet();
                }
            }
        } catch (InterruptedException theEnd) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until so many events were read: a reader that falls behind for good, or misses one, spoils the measurement. */
    void awaitAll(long events) throws InterruptedException {
        long since = System.nanoTime();
        while (read.get() < events) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IllegalStateException("of " + events + " events only " + read.get() + " were read");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        LOG.info("the reader had all {} events {} ms later", events, (System.nanoTime() - since) / 1_000_000);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stream.close();
    }
}
