package dev.releaseledger.command.release;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.Judged;
import dev.releaseledger.command.environment.Environments;
import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.freeze.Freezes;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.release.announce.RecordAnnouncement;
import dev.releaseledger.command.release.announce.SendAnnouncement;
import dev.releaseledger.command.release.announce.SettleAnnouncement;
import dev.releaseledger.command.release.announce.TellOfAnnouncement;
import dev.releaseledger.command.release.checklist.TickItem;
import dev.releaseledger.command.release.checklist.UntickItem;
import dev.releaseledger.command.release.checklist.WaiveItem;
import dev.releaseledger.command.release.complete.CancelRelease;
import dev.releaseledger.command.release.complete.CompleteRelease;
import dev.releaseledger.command.release.content.AddChanges;
import dev.releaseledger.command.release.content.RemoveChange;
import dev.releaseledger.command.release.deploy.AdvanceDeployment;
import dev.releaseledger.command.release.deploy.DeployRelease;
import dev.releaseledger.command.release.deploy.GrantOverride;
import dev.releaseledger.command.release.deploy.VerifyDeployment;
import dev.releaseledger.command.release.evidence.RecordEvidence;
import dev.releaseledger.command.release.evidence.WaiveCriterion;
import dev.releaseledger.command.release.gate.ApproveStage;
import dev.releaseledger.command.release.gate.RejectStage;
import dev.releaseledger.command.release.health.RecordWatchPassed;
import dev.releaseledger.command.release.health.ReportHealth;
import dev.releaseledger.command.release.hotfix.BranchHotfix;
import dev.releaseledger.command.release.hotfix.MeetObligation;
import dev.releaseledger.command.release.hotfix.RecordBudgetOverrun;
import dev.releaseledger.command.release.hotfix.TriageHotfix;
import dev.releaseledger.command.release.notes.AddNote;
import dev.releaseledger.command.release.notes.EditNote;
import dev.releaseledger.command.release.notes.LeaveOutNote;
import dev.releaseledger.command.release.notes.PublishNotes;
import dev.releaseledger.command.release.plan.PlanRelease;
import dev.releaseledger.command.release.plan.RescheduleRelease;
import dev.releaseledger.command.release.repin.RepinPolicy;
import dev.releaseledger.command.release.rollback.AnnounceRollback;
import dev.releaseledger.command.release.rollback.CompleteRollback;
import dev.releaseledger.command.release.rollback.ConfirmRollback;
import dev.releaseledger.command.release.rollback.FailRollback;
import dev.releaseledger.command.release.rollback.MeetRollbackObligation;
import dev.releaseledger.command.release.rollback.RecordRollbackStep;
import dev.releaseledger.command.release.rollback.TellOfRollback;
import dev.releaseledger.command.release.rollback.TriggerRollback;
import dev.releaseledger.command.release.rollback.VerifyRollback;
import dev.releaseledger.command.release.rollback.WithdrawRollback;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.EnvironmentEffects;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * One release. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link
 * ReleaseState}, what may follow in {@link ReleaseRules}.
 */
@AggregateRoot(type = "release")
public class ReleaseAggregate {
    @AggregateIdentifier
    private final String stream;

    private final Policies policies;
    private final Freezes freezes;
    private final Environments environments;

    private ReleaseState state = ReleaseState.unplanned();

    /** A release of which nothing was said yet, to be decided by these policies, freezes and environments. */
    public ReleaseAggregate(String stream, Policies policies, Freezes freezes, Environments environments) {
        this.stream = stream;
        this.policies = policies;
        this.freezes = freezes;
        this.environments = environments;
    }

    @EventSourcingHandler
    void evolve(ReleaseEvent event, @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        state = state.evolve(event, by);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(PlanRelease command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        Attribution by = hand.caller().about(command.product());
        return switch (state) {
            case ReleaseState.Unplanned nothing -> {
                Policies.Current current = policies.current(command.product());
                hand.reads(PolicyEvent.stream(command.product()), current.sequence());
                ReleasePolicy policy = current.policy();
                ReleasePlanned planned = command.planned(by, policy);
                yield decided(
                        List.of(planned),
                        ReleaseRules.judgeFirst(planned, by, policy, Surroundings.of(hand.held())),
                        Optional.empty(),
                        by,
                        policy,
                        hand);
            }
            case Release release -> decide(command, hand);
        };
    }

    @CommandHandler
    Decision handle(RescheduleRelease command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(AddChanges command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RemoveChange command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordEvidence command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(WaiveCriterion command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(TickItem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(UntickItem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(WaiveItem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ApproveStage command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RejectStage command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(DeployRelease command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand, product -> freezes.of(product, hand));
    }

    @CommandHandler
    Decision handle(GrantOverride command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return state instanceof Release release
                ? decide(command.of(freezes.of(release.plan().product(), hand)), hand)
                : new Decision.Unknown();
    }

    @CommandHandler
    Decision handle(AdvanceDeployment command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(VerifyDeployment command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ReportHealth command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(TriggerRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ConfirmRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordRollbackStep command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(VerifyRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(FailRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(CompleteRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(WithdrawRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(MeetRollbackObligation command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(TellOfRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(AnnounceRollback command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        if (state instanceof Release release) {
            command.problem(
                            release,
                            policies.pinned(
                                    release.plan().product(), release.plan().policyVersion()))
                    .ifPresent(problem -> {
                        throw new RequestRejected(problem);
                    });
        }
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(EditNote command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(AddNote command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(LeaveOutNote command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(PublishNotes command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(TriageHotfix command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(SendAnnouncement command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(BranchHotfix command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordAnnouncement command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordWatchPassed command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordBudgetOverrun command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(SettleAnnouncement command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(MeetObligation command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(TellOfAnnouncement command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RepinPolicy command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        if (!(state instanceof Release release)) {
            return new Decision.Unknown();
        }
        Attribution by = hand.caller().about(release.plan().product());
        RoleTable table = RoleTable.standard();
        boolean may = table.grants(by.roles(), Right.PROPOSE_REPIN) || table.grants(by.roles(), Right.GRANT_REPIN);
        // Whoever has no say in it is refused without learning which versions there are.
        return decide(may ? command.to(version(release, command.version())) : command, hand);
    }

    private ReleasePolicy version(Release release, int version) {
        try {
            return policies.pinned(release.plan().product(), version);
        } catch (IllegalArgumentException e) {
            throw new RequestRejected(Problem.of(
                    List.of(new Fault("version", "is " + version, "a version of the product's policy that there is"))));
        }
    }

    @CommandHandler
    Decision handle(CompleteRelease command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(CancelRelease command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    private Decision decide(ReleaseCommand command, CommandInHand hand) {
        return decide(command, hand, product -> FreezeState.none());
    }

    private Decision decide(ReleaseCommand command, CommandInHand hand, Function<String, FreezeState> frozen) {
        if (!(state instanceof Release release)) {
            return new Decision.Unknown();
        }
        Attribution by = hand.caller().about(release.plan().product());
        ReleasePolicy policy =
                policies.pinned(release.plan().product(), release.plan().policyVersion());
        Surroundings around =
                Surroundings.of(hand.held()).with(frozen.apply(release.plan().product()));
        if (command instanceof EnvironmentCommand placed) {
            There there = placed.environment(release)
                    .map(environment -> environments.of(release.plan().product(), environment, hand))
                    .orElse(There.NOTHING);
            return decide(placed.in(there), release, by, policy, around.with(there.environment()), hand);
        }
        return decide(command, release, by, policy, around, hand);
    }

    private Decision decide(
            ReleaseCommand command,
            Release release,
            Attribution by,
            ReleasePolicy policy,
            Surroundings around,
            CommandInHand hand) {
        List<ReleaseEvent> events = command.proposes(release, by, policy);
        return decided(
                events,
                ReleaseRules.judge(release, events, by, policy, around),
                settled(command, release, by, policy),
                by,
                policy,
                hand);
    }

    /** What is decided about the command whatever the rules say; empty where they decide. */
    private static Optional<Decision> settled(
            ReleaseCommand command, Release release, Attribution by, ReleasePolicy policy) {
        if (command.isOfOtherContent(release)) {
            return Optional.of(new Decision.OfOtherContent(
                    ContentDigest.ofChanges(release), release.revision().inWords()));
        }
        return Judged.staleWhere(command.isOvertaken(release, by, policy))
                .or(() -> Judged.unchangedWhere(command.isAlreadySo(release, by, policy)));
    }

    private Decision decided(
            List<? extends ReleaseEvent> events,
            List<Violation> violations,
            Optional<Decision> settled,
            Attribution by,
            ReleasePolicy policy,
            CommandInHand hand) {
        return new Judged(List.copyOf(events), violations, by, policy.version())
                .decided(
                        hand,
                        violation -> violation.isOf(ActorHasTheRight.class),
                        () -> settled,
                        () -> happen(events, by, hand));
    }

    private void happen(List<? extends ReleaseEvent> events, Attribution by, CommandInHand hand) {
        MetaData said = hand.said(by);
        for (ReleaseEvent event : events) {
            ReleaseClaims claims = ReleaseClaims.of(state, event);
            claims.takes().forEach(hand.ticket()::taking);
            claims.frees().forEach(hand.ticket()::releasing);
            if (state instanceof Release before) {
                EnvironmentEffects.of(releaseId(), before, event)
                        .ifPresent(effect -> hand.ticket().alongside(effect.stream(), effect.event()));
            }
            apply(event, said);
        }
    }

    private UUID releaseId() {
        return UUID.fromString(stream.substring(stream.indexOf('/') + 1));
    }
}
