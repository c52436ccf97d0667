package dev.releaseledger.command.automation;

import dev.releaseledger.command.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as automations follow it: a new entry is read and understood once for all of them, and handed to those that take its
 * kind. Whoever is behind, after a start or because it is slow, reads by itself until it has caught up.
 *
 * <p>At an entry that is not understood everybody stops: an automation that passed it over would never react to it.
 */
final class LedgerFeed implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFeed.class);
    private static final int PAGE = 500;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final EventStorageEngine ledger;
    private final List<FeedStream> streams = new CopyOnWriteArrayList<>();
    private final Worker worker = new Worker("ledger-feed");

    /** How far it has read; -1 as long as the end was not found. */
    private volatile long next = -1;

    LedgerFeed(EventStorageEngine ledger) {
        this.ledger = ledger;
    }

    /** Starts at the end of the ledger; what lies before it, streams read by themselves. */
    void start() {
        worker.start(this::offerWhatCame);
    }

    private Duration offerWhatCame() {
        try {
            if (next < 0) {
                next = FeedStream.after(ledger.createHeadToken());
                tell(FeedStream::wake);
                return Duration.ZERO;
            }
            List<TrackedEventMessage<?>> came = read(next, true);
            if (!came.isEmpty()) {
                next = FeedStream.after(came.getLast().trackingToken());
                tell(stream -> stream.offer(came));
            }
            return Duration.ZERO;
        } catch (RuntimeException | Error e) {
            LOG.warn("automations are not told of new entries, it is tried again: {}", e.toString());
            return AGAIN;
        }
    }

    /** Whoever cannot be told, such as one that is just being closed, looks for itself or is gone. */
    private void tell(Consumer<FeedStream> news) {
        for (FeedStream stream : streams) {
            try {
                news.accept(stream);
            } catch (RuntimeException e) {
                LOG.debug("a stream was not told", e);
            }
        }
    }

    /** What follows from a position on, up to what is not understood. */
    private List<TrackedEventMessage<?>> read(long from, boolean mayWait) {
        List<TrackedEventMessage<?>> page = new ArrayList<>(PAGE);
        try (Stream<? extends TrackedEventMessage<?>> entries =
                ledger.readEvents(new GlobalSequenceTrackingToken(from - 1), mayWait)) {
            entries.limit(PAGE).forEachOrdered(page::add);
        } catch (RuntimeException e) {
            if (page.isEmpty()) {
                throw e;
            }
        }
        return page;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        FeedStream stream = new FeedStream(
                token == null ? 0 : FeedStream.after(token), () -> next, from -> read(from, false), streams::remove);
        streams.add(stream);
        return stream;
    }

    @Override
    public TrackingToken createTailToken() {
        return ledger.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return ledger.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return ledger.createTokenAt(dateTime);
    }

    @Override
    public void close() {
        worker.close();
    }
}
