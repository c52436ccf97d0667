package dev.releaseledger.command.finding;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingRules;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.finding.SuppressorHasTheRight;
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
 * What is said of a product's findings. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link
 * FindingState}, what may follow in {@link FindingRules}.
 */
@AggregateRoot(type = "finding")
public class FindingAggregate {
    /** Suppressions are judged by no policy. */
    private static final int NO_POLICY = 0;

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

    /** Whoever lacks the right learns no more than that; whoever has it, first how its suppressions stand. */
    private Decision decide(FindingCommand command, CommandInHand hand) {
        Attribution by = hand.caller().about(command.product());
        FindingEvent event = command.proposes(by);
        List<Violation> violations = FindingRules.judge(state, event, by);
        List<Violation> missing = violations.stream()
                .filter(violation -> violation.rule().equals(SuppressorHasTheRight.class.getSimpleName()))
                .toList();
        if (!missing.isEmpty()) {
            return refused(event, missing, by);
        }
        if (hand.isStale(sequence())) {
            return new Decision.Stale(sequence());
        }
        if (command.isAlreadySo(state, by)) {
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

    private static Decision refused(FindingEvent event, List<Violation> violations, Attribution by) {
        return new Decision.Refused(sequence(), List.of(event), by, NO_POLICY, violations, null);
    }

    private static long sequence() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? Expectation.NO_STREAM : version;
    }

    /** Makes the aggregate before its first event, under the id that it has from the start. */
    public static final class Factory extends AbstractAggregateFactory<FindingAggregate> {

        public Factory() {
            super(FindingAggregate.class);
        }

        @SuppressWarnings("rawtypes") // as declared by Axon
        @Override
        protected FindingAggregate doCreateAggregate(String aggregateIdentifier, DomainEventMessage firstEvent) {
            return new FindingAggregate(aggregateIdentifier);
        }
    }
}
