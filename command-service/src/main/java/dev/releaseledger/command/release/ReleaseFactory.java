package dev.releaseledger.command.release;

import dev.releaseledger.command.environment.Environments;
import dev.releaseledger.command.freeze.Freezes;
import dev.releaseledger.events.policy.Policies;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/** Makes a release's aggregate before its first event, under the id that it has from the start. */
public final class ReleaseFactory extends AbstractAggregateFactory<ReleaseAggregate> {

    private final Policies policies;
    private final Freezes freezes;
    private final Environments environments;

    /** A factory of releases that are decided by these policies, freezes and environments. */
    public ReleaseFactory(Policies policies, Freezes freezes, Environments environments) {
        super(ReleaseAggregate.class);
        this.policies = policies;
        this.freezes = freezes;
        this.environments = environments;
    }

    @SuppressWarnings("rawtypes") // as declared by Axon
    @Override
    protected ReleaseAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
        return new ReleaseAggregate(aggregateIdentifier, policies, freezes, environments);
    }
}
