package dev.releaseledger.command.policy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.policy.publish.PolicyRules;
import dev.releaseledger.events.policy.publish.PublisherHasTheRight;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** The rules of one product. Thin: what its events mean is in {@link PolicyState}, what may follow in {@link PolicyRules}. */
@AggregateRoot(type = "policy")
public class PolicyAggregate {
    @AggregateIdentifier
    private final String stream;

    private PolicyState state = PolicyState.unpublished();

    /** The rules of a product that has none of its own yet. */
    public PolicyAggregate(String stream) {
        this.stream = stream;
    }

    @EventSourcingHandler
    void evolve(PolicyEvent event, @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        state = state.evolve(event, by);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(PublishPolicy command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        Attribution by = hand.caller().about(command.product());
        PolicyVersionPublished event = command.published(state);
        List<Violation> violations = PolicyRules.judge(state, event, by);
        List<Violation> missing = violations.stream()
                .filter(violation -> violation.rule().equals(PublisherHasTheRight.class.getSimpleName()))
                .toList();
        long against = sequence();
        int version = state.current().version();
        // Whoever lacks the right learns no more than that.
        if (!missing.isEmpty()) {
            return new Decision.Refused(against, List.of(event), by, version, missing, null);
        }
        if (hand.isStale(against)) {
            return new Decision.Stale(against);
        }
        if (!violations.isEmpty()) {
            return new Decision.Refused(against, List.of(event), by, version, violations, null);
        }
        Decision.Accepted accepted = new Decision.Accepted(against, List.of(event), by, version);
        hand.accepted(accepted);
        apply(event, hand.said(by));
        return accepted;
    }

    private static long sequence() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? Expectation.NO_STREAM : version;
    }

    /** Makes the aggregate of a product's rules under the id that it has from the start. */
    public static final class Factory extends AbstractAggregateFactory<PolicyAggregate> {
        public Factory() {
            super(PolicyAggregate.class);
        }

        @SuppressWarnings("rawtypes") // as declared by Axon
        @Override
        protected PolicyAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
            return new PolicyAggregate(aggregateIdentifier);
        }
    }
}
