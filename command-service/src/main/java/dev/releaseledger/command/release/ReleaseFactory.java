package dev.releaseledger.command.release;

import dev.releaseledger.command.freeze.Freezes;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/** Makes a release's aggregate before its first event, under the id that it has from the start. */
public final class ReleaseFactory extends AbstractAggregateFactory<ReleaseAggregate> {

    private final Freezes freezes;

    /** Makes releases whose deployments are judged by these freezes. */
    public ReleaseFactory(Freezes freezes) {
        super(ReleaseAggregate.class);
        this.freezes = freezes;
    }

    @SuppressWarnings("rawtypes") // as declared by Axon
    @Override
    protected ReleaseAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
        return new ReleaseAggregate(aggregateIdentifier, freezes);
    }
}
