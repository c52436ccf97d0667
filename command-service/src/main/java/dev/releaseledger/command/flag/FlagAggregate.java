package dev.releaseledger.command.flag;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.Judged;
import dev.releaseledger.command.flag.count.CountEvaluations;
import dev.releaseledger.command.flag.define.DefineFlag;
import dev.releaseledger.command.flag.define.LinkFlag;
import dev.releaseledger.command.flag.define.UnlinkFlag;
import dev.releaseledger.command.flag.end.ArchiveFlag;
import dev.releaseledger.command.flag.end.CleanUpFlag;
import dev.releaseledger.command.flag.end.MoveEnd;
import dev.releaseledger.command.flag.end.RecordOutlived;
import dev.releaseledger.command.flag.link.LinkOpeningFlag;
import dev.releaseledger.command.flag.link.TakeBackFlag;
import dev.releaseledger.command.flag.rollout.AdvanceRollout;
import dev.releaseledger.command.flag.rollout.DisableFlag;
import dev.releaseledger.command.flag.rollout.EnableFlag;
import dev.releaseledger.command.flag.rollout.PauseRollout;
import dev.releaseledger.command.flag.rollout.RecordLingering;
import dev.releaseledger.command.flag.rollout.ReduceRollout;
import dev.releaseledger.command.flag.rollout.ResumeRollout;
import dev.releaseledger.command.flag.serve.SetSplit;
import dev.releaseledger.command.flag.serve.SetTargeting;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagRules;
import dev.releaseledger.events.flag.FlagSituation;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.ReleaseNamed;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * One flag. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link FlagState},
 * what may follow in {@link FlagRules}.
 */
@AggregateRoot(type = "flag")
public class FlagAggregate {
    @AggregateIdentifier
    private final String stream;

    private final Policies policies;
    private final ReleasesBeside releases;

    private FlagState state = FlagState.undefined();

    /** A flag of which nothing was said yet. */
    public FlagAggregate(String stream, Policies policies, ReleasesBeside releases) {
        this.stream = stream;
        this.policies = policies;
        this.releases = releases;
    }

    @EventSourcingHandler
    void evolve(FlagEvent event, @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        state = state.evolve(event, by);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(DefineFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        if (state instanceof Flag) {
            return decide(command, hand);
        }
        Policies.Current current = policies.current(command.product());
        hand.reads(PolicyEvent.stream(command.product()), current.sequence());
        return decide(
                command,
                command.defined(command.salt(), current.policy().version()),
                hand.caller().about(command.product()),
                current.policy(),
                hand);
    }

    @CommandHandler
    Decision handle(LinkFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(LinkOpeningFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(UnlinkFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(SetTargeting command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(SetSplit command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(AdvanceRollout command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ReduceRollout command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(PauseRollout command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ResumeRollout command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(DisableFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(TakeBackFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(EnableFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordLingering command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(MoveEnd command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordOutlived command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(CleanUpFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ArchiveFlag command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(CountEvaluations command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    private Decision decide(FlagCommand command, CommandInHand hand) {
        if (!(state instanceof Flag flag)) {
            return new Decision.Unknown();
        }
        return decide(command, command.proposes(flag), hand.caller().about(flag.product()), policyOf(flag), hand);
    }

    private Decision decide(
            FlagCommand command, FlagEvent event, Attribution by, ReleasePolicy policy, CommandInHand hand) {
        Set<UUID> nowhere = ReleaseNamed.in(event)
                .map(named -> releases.nowhere(named, hand))
                .orElse(Set.of());
        FlagSituation situation = new FlagSituation(
                state, policy.flagPhases(), hand.held(), nowhere, releases.opened(event, state, hand));
        return new Judged(List.of(event), FlagRules.judge(situation, event, by), by, policy.version())
                .decided(
                        hand,
                        violation -> violation.kind() == Violation.Kind.FORBIDDEN,
                        () -> Judged.unchangedWhere(state instanceof Flag flag && command.isAlreadySo(flag, by)),
                        () -> {
                            FlagClaims.of(flagId(), event).forEach(hand.ticket()::taking);
                            apply(event, hand.said(by));
                        });
    }

    private ReleasePolicy policyOf(Flag flag) {
        return policies.pinned(flag.product(), flag.definition().event().policyVersion());
    }

    private UUID flagId() {
        return UUID.fromString(stream.substring(stream.indexOf('/') + 1));
    }
}
