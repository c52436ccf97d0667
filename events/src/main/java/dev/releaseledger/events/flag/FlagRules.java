package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.stream.Stream;

/** What may follow in the history of a flag. */
public final class FlagRules {
    private static final List<StreamRule<FlagSituation, FlagEvent>> EVERY_EVENT = List.of(
            new ActorMayChangeFlags(),
            new FlagsAreRecordedLive(),
            new FlagIsDefined(),
            new FlagIsNotArchived(),
            new PermanentFlagHasNone(),
            new EndIsAhead(),
            new ReleaseIsInTheLedger());
    private static final List<StreamRule<FlagSituation, FlagDefined>> FLAG_DEFINED = List.of(
            new KeyIsWellSpelled(),
            new KeyIsOfNoOtherFlag(),
            new VariantsAreOfTheType(),
            new VariantsAreNamed(),
            new TemporaryFlagHasAnEnd());
    private static final List<StreamRule<FlagSituation, FlagTargetingSet>> FLAG_TARGETING_SET =
            List.of(new TargetingIsSound(), new TargetingServesItsVariants());
    private static final List<StreamRule<FlagSituation, FlagSplitSet>> FLAG_SPLIT_SET =
            List.of(new SplitAddsUp(), new ExperimentKeepsItsSplit());
    private static final List<StreamRule<FlagSituation, ? super RolloutAdvanced>> ROLLOUT_ADVANCED = List.of(
            new OverrideIsAManagers(),
            new OverrideSaysWhy(),
            new PhaseIsOfThePolicy(),
            new PhaseIsNotSkipped(),
            new PhaseLastsItsTime(),
            new RolloutGrowsByTheDaysPoints(),
            new PercentageIsOfThePhase(),
            new RolloutGoesForward(),
            new DisabledFlagIsNotAdvanced(),
            new PausedRolloutWaits(),
            new OpenedDeploymentIsHealthy());
    private static final List<StreamRule<FlagSituation, RolloutReduced>> ROLLOUT_REDUCED =
            List.of(new ReductionIsToLess());
    private static final List<StreamRule<FlagSituation, RolloutPaused>> ROLLOUT_PAUSED =
            List.of(new OnlyAnOpenRolloutIsPaused());
    private static final List<StreamRule<FlagSituation, RolloutResumed>> ROLLOUT_RESUMED =
            List.of(new OnlyAPausedRolloutGoesOn());
    private static final List<StreamRule<FlagSituation, ? super FlagEnabled>> FLAG_ENABLED =
            List.of(new OnlyADisabledFlagIsEnabled(), new OpenedDeploymentIsHealthy());
    private static final List<StreamRule<FlagSituation, FlagLinked>> FLAG_LINKED = List.of(new ReleaseIsLinkedOnce());
    private static final List<StreamRule<FlagSituation, FlagUnlinked>> FLAG_UNLINKED =
            List.of(new OnlyALinkedReleaseIsUnlinked());
    private static final List<StreamRule<FlagSituation, FlagOutlived>> FLAG_OUTLIVED = List.of(new EndHasPassed());
    private static final List<StreamRule<FlagSituation, RolloutLingered>> ROLLOUT_LINGERED = List.of(new FlagLingers());
    private static final List<StreamRule<FlagSituation, FlagEvaluationsCounted>> FLAG_EVALUATIONS_COUNTED =
            List.of(new DayIsOver(), new DaysAreCountedInTurn(), new CountsAddUp());
    private static final List<StreamRule<FlagSituation, FlagCleanedUp>> FLAG_CLEANED_UP =
            List.of(new CleanUpComesAtTheEnd());
    private static final List<StreamRule<FlagSituation, FlagArchived>> FLAG_ARCHIVED =
            List.of(new ArchivedIsDocumentedAndCleanedUp());

    private FlagRules() {}

    /**
     * Judges an event.
     *
     * @return every violation; empty when it may follow
     */
    public static List<Violation> judge(FlagSituation situation, FlagEvent proposed, Attribution by) {
        return switch (proposed) {
            case FlagDefined event -> judge(FLAG_DEFINED, event, situation, by);
            case FlagTargetingSet event -> judge(FLAG_TARGETING_SET, event, situation, by);
            case FlagSplitSet event -> judge(FLAG_SPLIT_SET, event, situation, by);
            case RolloutAdvanced event -> judge(ROLLOUT_ADVANCED, event, situation, by);
            case RolloutReduced event -> judge(ROLLOUT_REDUCED, event, situation, by);
            case RolloutPaused event -> judge(ROLLOUT_PAUSED, event, situation, by);
            case RolloutResumed event -> judge(ROLLOUT_RESUMED, event, situation, by);
            case FlagDisabled event -> judge(List.of(), event, situation, by);
            case FlagEnabled event -> judge(FLAG_ENABLED, event, situation, by);
            case FlagLinked event -> judge(FLAG_LINKED, event, situation, by);
            case FlagUnlinked event -> judge(FLAG_UNLINKED, event, situation, by);
            case FlagEndMoved event -> judge(List.of(), event, situation, by);
            case FlagOutlived event -> judge(FLAG_OUTLIVED, event, situation, by);
            case RolloutLingered event -> judge(ROLLOUT_LINGERED, event, situation, by);
            case FlagEvaluationsCounted event -> judge(FLAG_EVALUATIONS_COUNTED, event, situation, by);
            case FlagCleanedUp event -> judge(FLAG_CLEANED_UP, event, situation, by);
            case FlagArchived event -> judge(FLAG_ARCHIVED, event, situation, by);
        };
    }

    private static <E extends FlagEvent> List<Violation> judge(
            List<? extends StreamRule<FlagSituation, ? super E>> rules,
            E event,
            FlagSituation situation,
            Attribution by) {
        StreamProposal<FlagSituation, E> proposal = new StreamProposal<>(situation, event, by);
        return Stream.concat(
                        EVERY_EVENT.stream().flatMap(rule -> rule.judge(proposal).stream()),
                        rules.stream().flatMap(rule -> rule.judge(proposal).stream()))
                .toList();
    }
}
