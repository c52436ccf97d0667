package dev.releaseledger.command.release;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/** Makes a release's aggregate before its first event, under the id that it has from the start. */
public final class ReleaseFactory extends AbstractAggregateFactory<ReleaseAggregate> {

    public ReleaseFactory() {
        super(ReleaseAggregate.class);
    }

    @SuppressWarnings("rawtypes") // as declared by Axon
    @Override
    protected ReleaseAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
        return new ReleaseAggregate(aggregateIdentifier);
    }
}
