package dev.releaseledger.bench.commands;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.events.envelope.Attribution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Metadata that Axon's own engines can keep: without the ticket, which is for the append engine alone, and typed again. */
final class StoredMetaData implements EventStorageEngine {
    private static final JsonMapper JSON = new JsonMapper();

    private final EventStorageEngine engine;

    StoredMetaData(EventStorageEngine engine) {
        this.engine = engine;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        engine.appendEvents(events.stream().map(StoredMetaData::kept).toList());
    }

    private static EventMessage<?> kept(EventMessage<?> event) {
        Map<String, Object> metaData = new HashMap<>(event.getMetaData());
        metaData.remove(EntryMetaData.TICKET);
        return event.withMetaData(metaData);
    }

    private static DomainEventMessage<?> read(DomainEventMessage<?> event) {
        Map<String, Object> metaData = new HashMap<>(event.getMetaData());
        metaData.computeIfPresent(
                EntryMetaData.ATTRIBUTION, (key, value) -> JSON.convertValue(value, Attribution.class));
        return event.withMetaData(metaData);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        engine.storeSnapshot(snapshot);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return engine.readEvents(token, mayBlock);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        DomainEventStream stored = engine.readEvents(aggregateIdentifier, firstSequenceNumber);
        return DomainEventStream.of(stored.asStream().map(StoredMetaData::read), stored::getLastSequenceNumber);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return engine.readSnapshot(aggregateIdentifier);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return engine.lastSequenceNumberFor(aggregateIdentifier);
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }
}
