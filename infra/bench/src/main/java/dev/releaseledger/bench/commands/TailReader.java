package dev.releaseledger.bench.commands;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads all events as they come and their payloads, as a projection in the same process would. */
final class TailReader implements AutoCloseable {
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

    /** How many events were read. */
    long read() {
        return read.get();
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
