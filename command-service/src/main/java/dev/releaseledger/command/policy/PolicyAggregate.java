package dev.releaseledger.command.policy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.Judged;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.policy.publish.PolicyRules;
import dev.releaseledger.events.policy.publish.PublisherHasTheRight;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
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
        return new Judged(
                        List.of(event),
                        PolicyRules.judge(state, event, by),
                        by,
                        state.current().version())
                .decided(
                        hand,
                        violation -> violation.isOf(PublisherHasTheRight.class),
                        Optional::empty,
                        () -> apply(event, hand.said(by)));
    }
}
