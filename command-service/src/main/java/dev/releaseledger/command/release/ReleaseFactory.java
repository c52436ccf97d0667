package dev.releaseledger.command.release;

import dev.releaseledger.events.policy.Policies;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/** Makes a release's aggregate before its first event, under the id that it has from the start. */
public final class ReleaseFactory extends AbstractAggregateFactory<ReleaseAggregate> {

    private final Policies policies;

    /** A factory of releases that go by these policies. */
    public ReleaseFactory(Policies policies) {
        super(ReleaseAggregate.class);
        this.policies = policies;
    }

    @SuppressWarnings("rawtypes") // as declared by Axon
    @Override
    protected ReleaseAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
        return new ReleaseAggregate(aggregateIdentifier, policies);
    }
}
