package dev.releaseledger.command.finding;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.Judged;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingRules;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.finding.SuppressorHasTheRight;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * What is said of a product's findings. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link
 * FindingState}, what may follow in {@link FindingRules}.
 */
@AggregateRoot(type = "finding")
public class FindingAggregate {
    @AggregateIdentifier
    private final String stream;

    private FindingState state = FindingState.none();

    /** A product of whose findings nothing was said yet. */
    public FindingAggregate(String stream) {
        this.stream = stream;
    }

    @EventSourcingHandler
    void evolve(FindingEvent event, @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        state = state.evolve(event, by);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(SuppressFinding command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(WithdrawSuppression command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(EndSuppression command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    private Decision decide(FindingCommand command, CommandInHand hand) {
        Attribution by = hand.caller().about(command.product());
        FindingEvent event = command.proposes(by);
        return new Judged(List.of(event), FindingRules.judge(state, event, by), by, Judged.NO_POLICY)
                .decided(
                        hand,
                        violation -> violation.isOf(SuppressorHasTheRight.class),
                        () -> Judged.unchangedWhere(command.isAlreadySo(state, by)),
                        () -> apply(event, hand.said(by)));
    }
}
