package dev.releaseledger.command.desk;

import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/**
 * Makes aggregates before their first event, under the id that they have from the start.
 *
 * @param <A> the aggregate
 */
public final class NewAggregates<A> extends AbstractAggregateFactory<A> {
    private final Function<String, A> ofStream;

    /** @param ofStream makes the aggregate of a stream of which nothing was said yet */
    public NewAggregates(Class<A> type, Function<String, A> ofStream) {
        super(type);
        this.ofStream = ofStream;
    }

    @SuppressWarnings("rawtypes") // as declared by Axon
    @Override
    protected A doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
        return ofStream.apply(aggregateIdentifier);
    }
}
