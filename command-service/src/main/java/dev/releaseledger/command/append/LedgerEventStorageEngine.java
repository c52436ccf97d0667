package dev.releaseledger.command.append;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.append.AppendOutcome.Appended;
import dev.releaseledger.command.append.AppendOutcome.ClaimTaken;
import dev.releaseledger.command.append.AppendOutcome.ReceiptExists;
import dev.releaseledger.command.append.AppendOutcome.StreamMoved;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.NotUnderstood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as Axon's event store. An aggregate's identifier is the name of its stream. The events of a unit of work are one append: its conditions are the sequences of its
 * aggregates and what its {@link AppendTicket} asks for. Positions are dense and appear in their order, so a token is a
 * position and no gap ever has to be remembered.
 */
public final class LedgerEventStorageEngine implements EventStorageEngine {
    private static final int PAGE = 500;

    /** How long a reader at the end waits for this process to append before it looks for entries of other instances. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(500);

    /** A look costs much the same whatever it finds; a moment later the next one finds what many appends brought. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private static final Duration NOT_UNDERSTOOD = Duration.ofSeconds(1);

    private final AppendEngine engine;
    private final EntryReader reader;
    private final HeadSignal signal;
    private final String source;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    /**
     * @param source the source of every entry, {@code /release-ledger/<origin>}
     */
    public LedgerEventStorageEngine(AppendEngine engine, EntryReader reader, HeadSignal signal, String source) {
        this.engine = engine;
        this.reader = reader;
        this.signal = signal;
        this.source = source;
    }

    /**
     * Appends them all or none.
     *
     * @throws ConcurrencyException when a stream has moved on
     * @throws AggregateStreamCreationException when a stream that was to begin is there
     * @throws AppendRefused when a claim is taken or the command was answered before
     * @throws LedgerUnavailable when they cannot be recorded now
     * @throws AppendFailed when they can never be recorded
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Expectation> expectations = new LinkedHashMap<>();
        List<PendingEntry> entries = new ArrayList<>(events.size());
        for (EventMessage<?> message : events) {
            if (!(message instanceof DomainEventMessage<?> event)) {
                throw new IllegalArgumentException(message.getPayloadType() + " belongs to no aggregate");
            }
            String stream = event.getAggregateIdentifier();
            expectations.putIfAbsent(stream, new Expectation(stream, event.getSequenceNumber() - 1));
            entries.add(new PendingEntry(draft(stream, event.getPayload(), event.getMetaData())));
        }
        AppendTicket ticket = events.getFirst().getMetaData().get(EntryMetaData.TICKET) instanceof AppendTicket given
                ? given
                : new AppendTicket();
        for (AppendTicket.Alongside also : ticket.alongside()) {
            entries.add(new PendingEntry(
                    draft(also.stream(), also.event(), events.getFirst().getMetaData())));
        }
        AppendOutcome outcome = engine.append(ticket.append(List.copyOf(expectations.values()), entries));
        ticket.settle(outcome);
        switch (outcome) {
            case Appended appended -> {}
            case StreamMoved moved
            when moved.expected() == Expectation.NO_STREAM ->
                throw new AggregateStreamCreationException(moved.stream() + " is there already");
            case StreamMoved moved ->
                throw new ConcurrencyException(
                        moved.stream() + " stands at " + moved.actual() + ", no longer at " + moved.expected());
            case ClaimTaken taken -> throw new AppendRefused(taken);
            case ReceiptExists exists -> throw new AppendRefused(exists);
        }
    }

    private EntryDraft draft(String stream, Object said, MetaData metaData) {
        if (!(said instanceof Event payload)) {
            throw new IllegalArgumentException(said.getClass() + " is not in the catalogue");
        }
        if (!(metaData.get(EntryMetaData.ATTRIBUTION) instanceof Attribution attribution)
                || !(metaData.get(EntryMetaData.CORRELATION_ID) instanceof String correlationId)) {
            throw new IllegalArgumentException(said.getClass() + " does not say who said it, or what it belongs to");
        }
        return EntryDraft.of(
                ids.generate(),
                source,
                stream,
                payload,
                attribution,
                correlationId,
                (String) metaData.get(EntryMetaData.CAUSATION_ID),
                (String) metaData.get(EntryMetaData.TRACEPARENT));
    }

    /** Snapshots are not kept: aggregates are cached, and read as a whole when they are not. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("the ledger keeps no snapshots");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    /**
     * An aggregate's events, typed, with what their entries say as metadata.
     *
     * @throws EventStoreException while it is read, at an entry that this version does not understand: better no
     *     aggregate than one that decides without knowing all
     */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.of(pages(
                        reader.stream(aggregateIdentifier, firstSequenceNumber, PAGE),
                        next -> reader.stream(aggregateIdentifier, next, PAGE),
                        StoredEntry::sequence)
                .map(LedgerEventStorageEngine::domainEvent));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        var last = reader.lastSequence(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    /**
     * The ledger's entries after a token, those of every stream. Near the end it waits a moment where it may.
     *
     * @throws EventStoreException while it is read, at an entry that this version does not understand: an automation
     *     that passed it over would never react to it
     */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        long first = positionOf(token) + 1;
        List<StoredEntry> page = reader.from(first, PAGE);
        if (mayBlock && page.size() < PAGE) {
            try {
                boolean ignored = page.isEmpty() && signal.await(first, LOOK_AROUND);
                Thread.sleep(GATHER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Stream.empty();
            }
            page = page.isEmpty() ? reader.from(first, PAGE) : page;
        }
        return pages(page, next -> reader.from(next, PAGE), StoredEntry::position)
                .map(entry -> new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(entry.position()), understood(entry)));
    }

    /** Whoever reads on asks again at once; what is not understood will not be in a moment either. */
    private static DomainEventMessage<Event> understood(StoredEntry entry) {
        try {
            return domainEvent(entry);
        } catch (EventStoreException e) {
            try {
                Thread.sleep(NOT_UNDERSTOOD);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null
                ? -1
                : token.position().orElseThrow(() -> new IllegalArgumentException("not a position: " + token));
    }

    /** A token before the first entry. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    /** A token at the last entry, so that only new ones follow. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(reader.nextPosition() - 1);
    }

    /** A token before the first entry that was recorded at or after a time. Times never go back along positions. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        long from = 0;
        long to = reader.nextPosition();
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (timeOf(reader.from(middle, 1).getFirst()).isBefore(dateTime)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return new GlobalSequenceTrackingToken(from - 1);
    }

    private static Instant timeOf(StoredEntry entry) {
        return EntryJson.read(entry.bytes()).time();
    }

    /** Reads on while pages come full; no connection is held between two of them. */
    private static Stream<StoredEntry> pages(
            List<StoredEntry> first, LongFunction<List<StoredEntry>> page, ToLongFunction<StoredEntry> place) {
        return Stream.iterate(
                        first,
                        entries -> !entries.isEmpty(),
                        entries -> entries.size() < PAGE
                                ? List.<StoredEntry>of()
                                : page.apply(place.applyAsLong(entries.getLast()) + 1))
                .flatMap(List::stream);
    }

    private static DomainEventMessage<Event> domainEvent(StoredEntry entry) {
        try {
            Envelope envelope = EntryJson.read(entry.bytes());
            return new GenericDomainEventMessage<>(
                    envelope.subject().substring(0, envelope.subject().indexOf('/')),
                    envelope.subject(),
                    envelope.sequence(),
                    Events.read(envelope),
                    metaData(envelope),
                    envelope.id().toString(),
                    envelope.time());
        } catch (NotUnderstood e) {
            throw new EventStoreException(
                    "the entry at position " + entry.position() + ", sequence " + entry.sequence() + " of "
                            + entry.stream() + ", is not understood by this version",
                    e);
        }
    }

    private static Map<String, Object> metaData(Envelope envelope) {
        Map<String, Object> metaData = new HashMap<>();
        metaData.put(EntryMetaData.ATTRIBUTION, envelope.attribution());
        metaData.put(EntryMetaData.CORRELATION_ID, envelope.correlationId());
        metaData.put(EntryMetaData.POSITION, envelope.position());
        if (envelope.causationId() != null) {
            metaData.put(EntryMetaData.CAUSATION_ID, envelope.causationId());
        }
        if (envelope.traceparent() != null) {
            metaData.put(EntryMetaData.TRACEPARENT, envelope.traceparent());
        }
        return metaData;
    }
}
