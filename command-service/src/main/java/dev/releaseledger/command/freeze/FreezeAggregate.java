package dev.releaseledger.command.freeze;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.Judged;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeRules;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.freeze.FreezerHasTheRight;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * A product's freezes. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link
 * FreezeState}, what may follow in {@link FreezeRules}.
 */
@AggregateRoot(type = "freeze")
public class FreezeAggregate {
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

    private Decision decide(FreezeCommand command, CommandInHand hand) {
        Attribution by = hand.caller().about(command.product());
        FreezeEvent event = command.proposes(by);
        return new Judged(List.of(event), FreezeRules.judge(state, event, by), by, Judged.NO_POLICY)
                .decided(
                        hand,
                        violation -> violation.isOf(FreezerHasTheRight.class),
                        () -> Judged.unchangedWhere(command.isAlreadySo(state)),
                        () -> apply(event, hand.said(by)));
    }
}
