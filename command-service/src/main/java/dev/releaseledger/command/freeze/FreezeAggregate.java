package dev.releaseledger.command.freeze;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeRules;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.freeze.FreezerHasTheRight;
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

/**
 * A product's freezes. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link
 * FreezeState}, what may follow in {@link FreezeRules}.
 */
@AggregateRoot(type = "freeze")
public class FreezeAggregate {
    /** Freezes are judged by no policy. */
    private static final int NO_POLICY = 0;

    @AggregateIdentifier
    private final String stream;

    private FreezeState state = FreezeState.none();

    /** A product of which no freeze was declared yet. */
    public FreezeAggregate(String stream) {
        this.stream = stream;
    }

    @EventSourcingHandler
    void evolve(FreezeEvent event, @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        state = state.evolve(event, by);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(DeclareFreeze command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(LiftFreeze command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    /** Whoever lacks the right learns no more than that; whoever has it, first how the freezes stand. */
    private Decision decide(FreezeCommand command, CommandInHand hand) {
        Attribution by = hand.caller().about(command.product());
        FreezeEvent event = command.proposes(by);
        List<Violation> violations = FreezeRules.judge(state, event, by);
        List<Violation> missing = violations.stream()
                .filter(violation -> violation.rule().equals(FreezerHasTheRight.class.getSimpleName()))
                .toList();
        if (!missing.isEmpty()) {
            return refused(event, missing, by);
        }
        if (hand.isStale(sequence())) {
            return new Decision.Stale(sequence());
        }
        if (command.isAlreadySo(state)) {
            return new Decision.Unchanged(sequence());
        }
        if (!violations.isEmpty()) {
            return refused(event, violations, by);
        }
        Decision.Accepted accepted = new Decision.Accepted(sequence(), List.of(event), by, NO_POLICY);
        hand.accepted(accepted);
        apply(event, hand.said(by));
        return accepted;
    }

    private static Decision refused(FreezeEvent event, List<Violation> violations, Attribution by) {
        return new Decision.Refused(sequence(), List.of(event), by, NO_POLICY, violations, null);
    }

    private static long sequence() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? Expectation.NO_STREAM : version;
    }

    /** Makes the aggregate before its first event, under the id that it has from the start. */
    public static final class Factory extends AbstractAggregateFactory<FreezeAggregate> {

        public Factory() {
            super(FreezeAggregate.class);
        }

        @SuppressWarnings("rawtypes") // as declared by Axon
        @Override
        protected FreezeAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
            return new FreezeAggregate(aggregateIdentifier);
        }
    }
}
