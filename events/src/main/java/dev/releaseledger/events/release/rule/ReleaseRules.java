package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.AttemptEndedEvent;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HotfixBranched;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.PolicyRepinProposed;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackExecutionEndedEvent;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.events.release.announce.AnnouncementIsDue;
import dev.releaseledger.events.release.announce.AnnouncementIsNotYetSent;
import dev.releaseledger.events.release.announce.AnnouncementIsOverdue;
import dev.releaseledger.events.release.announce.AnnouncementIsPlanned;
import dev.releaseledger.events.release.announce.AnnouncerSpeaksToTheAudience;
import dev.releaseledger.events.release.announce.AttemptFollowsTheLast;
import dev.releaseledger.events.release.announce.OnlyAnUncertainOneIsSettled;
import dev.releaseledger.events.release.announce.OnlyOneAttemptAtATime;
import dev.releaseledger.events.release.announce.OutcomeIsOfTheAttempt;
import dev.releaseledger.events.release.checklist.EarlierItemsAreDone;
import dev.releaseledger.events.release.checklist.ItemIsInThePolicy;
import dev.releaseledger.events.release.checklist.ItemIsReopenedByItsRole;
import dev.releaseledger.events.release.checklist.ItemIsTickedByItsRole;
import dev.releaseledger.events.release.checklist.ItemWaiverHasASecondPerson;
import dev.releaseledger.events.release.checklist.OnlyADoneItemIsReopened;
import dev.releaseledger.events.release.checklist.OnlyAnOpenItemIsWaived;
import dev.releaseledger.events.release.complete.EveryGateIsOpen;
import dev.releaseledger.events.release.complete.EveryItemIsDone;
import dev.releaseledger.events.release.complete.ItRunsInProduction;
import dev.releaseledger.events.release.complete.NoDeploymentIsLeftRunning;
import dev.releaseledger.events.release.complete.NothingOfItRunsInProduction;
import dev.releaseledger.events.release.content.ChangeIsIncluded;
import dev.releaseledger.events.release.content.ChangeIsNotYetIncluded;
import dev.releaseledger.events.release.content.ContentIsNotYetInProduction;
import dev.releaseledger.events.release.deploy.ApprovalStillStands;
import dev.releaseledger.events.release.deploy.ArtefactIsTheOneLookedAt;
import dev.releaseledger.events.release.deploy.DeploymentGoesByItsSteps;
import dev.releaseledger.events.release.deploy.DeploymentGoesForward;
import dev.releaseledger.events.release.deploy.DeploymentIsInItsWindow;
import dev.releaseledger.events.release.deploy.DeploymentIsNew;
import dev.releaseledger.events.release.deploy.DeploymentRuns;
import dev.releaseledger.events.release.deploy.DeploymentStrategyIsAllowed;
import dev.releaseledger.events.release.deploy.DeploymentTakesSteps;
import dev.releaseledger.events.release.deploy.EnvironmentIsInThePolicy;
import dev.releaseledger.events.release.deploy.EnvironmentsTurnHasCome;
import dev.releaseledger.events.release.deploy.EveryStepIsTaken;
import dev.releaseledger.events.release.deploy.NoFreezeStands;
import dev.releaseledger.events.release.deploy.NoOtherDeploymentRunsThere;
import dev.releaseledger.events.release.deploy.NoOtherReleaseIsDeployedThere;
import dev.releaseledger.events.release.deploy.NoRollbackOfItWaits;
import dev.releaseledger.events.release.deploy.NoRollbackWaits;
import dev.releaseledger.events.release.deploy.NoVerdictStandsAgainstIt;
import dev.releaseledger.events.release.deploy.OverrideIsForAKnownEnvironment;
import dev.releaseledger.events.release.deploy.OverrideLastsAsLongAsThePolicySays;
import dev.releaseledger.events.release.deploy.ProductionIsApproved;
import dev.releaseledger.events.release.deploy.RolloutFollowsTheStart;
import dev.releaseledger.events.release.deploy.RolloutIsAsThePolicySays;
import dev.releaseledger.events.release.deploy.RolloutReplacesWhatRunsThere;
import dev.releaseledger.events.release.deploy.StepIsTheNext;
import dev.releaseledger.events.release.deploy.StepLastedLongEnough;
import dev.releaseledger.events.release.deploy.StepWasFoundHealthy;
import dev.releaseledger.events.release.evidence.CriterionIsInThePolicy;
import dev.releaseledger.events.release.evidence.CriterionWaiverHasASecondPerson;
import dev.releaseledger.events.release.evidence.EvidenceComesFromItsRole;
import dev.releaseledger.events.release.evidence.OnlyAnUnshownCriterionIsWaived;
import dev.releaseledger.events.release.evidence.WaivedCriterionIsInThePolicy;
import dev.releaseledger.events.release.gate.ApprovalCoversWhatIsThere;
import dev.releaseledger.events.release.gate.ApproverHasAPolicyRole;
import dev.releaseledger.events.release.gate.ApproverIsNotAnEarlierApprover;
import dev.releaseledger.events.release.gate.ApproverIsNotTheAuthor;
import dev.releaseledger.events.release.gate.ApproverIsNotThePlanner;
import dev.releaseledger.events.release.gate.ApproversAreDifferentPeople;
import dev.releaseledger.events.release.gate.EveryCriterionIsShown;
import dev.releaseledger.events.release.gate.EveryItemBeforeTheGateIsDone;
import dev.releaseledger.events.release.gate.HandoverFollowsTheApproval;
import dev.releaseledger.events.release.gate.ReconstructionIsForThePast;
import dev.releaseledger.events.release.gate.RejectionGoesBack;
import dev.releaseledger.events.release.gate.StagesGoInOrder;
import dev.releaseledger.events.release.gate.TheLastApprovalOpensTheGate;
import dev.releaseledger.events.release.gate.VoidedApprovalStood;
import dev.releaseledger.events.release.health.DeploymentIsWatched;
import dev.releaseledger.events.release.health.FiguresArePossible;
import dev.releaseledger.events.release.health.ReportsAreNew;
import dev.releaseledger.events.release.health.ReportsAreOfThePast;
import dev.releaseledger.events.release.health.TriggerFiresByItsReports;
import dev.releaseledger.events.release.health.VerdictFollowsFromTheReports;
import dev.releaseledger.events.release.health.WatchHasPassed;
import dev.releaseledger.events.release.hotfix.BranchIsNamedInDevelopment;
import dev.releaseledger.events.release.hotfix.BudgetIsOverrun;
import dev.releaseledger.events.release.hotfix.CleanUpFollowsTheDeployment;
import dev.releaseledger.events.release.hotfix.EveryObligationIsMet;
import dev.releaseledger.events.release.hotfix.HotfixBranchesFromWhatItMends;
import dev.releaseledger.events.release.hotfix.HotfixFixesOnly;
import dev.releaseledger.events.release.hotfix.HotfixIsBranched;
import dev.releaseledger.events.release.hotfix.HotfixIsTriaged;
import dev.releaseledger.events.release.hotfix.HotfixIsTriagedOnce;
import dev.releaseledger.events.release.hotfix.HotfixQualifies;
import dev.releaseledger.events.release.hotfix.LaneIsForHotfixes;
import dev.releaseledger.events.release.hotfix.ObligationIsInThePolicy;
import dev.releaseledger.events.release.notes.NoteHasASection;
import dev.releaseledger.events.release.notes.NoteIsNew;
import dev.releaseledger.events.release.notes.NoteIsOfThisRelease;
import dev.releaseledger.events.release.notes.NotesAreNotYetPublished;
import dev.releaseledger.events.release.notes.NotesBearTheirDate;
import dev.releaseledger.events.release.notes.NotesHaveEntries;
import dev.releaseledger.events.release.notes.PublishedDigestIsTheDrafts;
import dev.releaseledger.events.release.notes.SunsetIsOfABreakingChange;
import dev.releaseledger.events.release.plan.HotfixNamesWhatItMends;
import dev.releaseledger.events.release.plan.ReleaseIsNotYetPlanned;
import dev.releaseledger.events.release.plan.StrategyIsAllowed;
import dev.releaseledger.events.release.plan.VersionIsNew;
import dev.releaseledger.events.release.repin.RepinChangesTheVersion;
import dev.releaseledger.events.release.repin.RepinHasASecondPerson;
import dev.releaseledger.events.release.rollback.BothConfirmed;
import dev.releaseledger.events.release.rollback.DeploymentCanBeTakenBack;
import dev.releaseledger.events.release.rollback.DeploymentIsWhatRunsThere;
import dev.releaseledger.events.release.rollback.EvidenceFitsTheKind;
import dev.releaseledger.events.release.rollback.ExecutionFollowsTheLast;
import dev.releaseledger.events.release.rollback.ExecutionIsUnderWay;
import dev.releaseledger.events.release.rollback.HealthReportsSayItHelped;
import dev.releaseledger.events.release.rollback.KindIsLeftToExecute;
import dev.releaseledger.events.release.rollback.ObligationIsStillOpen;
import dev.releaseledger.events.release.rollback.OneRollbackAtATime;
import dev.releaseledger.events.release.rollback.PeopleWereTold;
import dev.releaseledger.events.release.rollback.RollbackIsBeingDone;
import dev.releaseledger.events.release.rollback.RollbackIsVerified;
import dev.releaseledger.events.release.rollback.RollbackMayStart;
import dev.releaseledger.events.release.rollback.RollbackObliges;
import dev.releaseledger.events.release.rollback.RollbackReturnsToWhatRanThere;
import dev.releaseledger.events.release.rollback.RollbackStillWaits;
import dev.releaseledger.events.release.rollback.RollbackWaitsForThisConfirmation;
import dev.releaseledger.events.release.rollback.SomethingIsTakenBack;
import dev.releaseledger.events.release.rollback.TwoDifferentPeopleConfirm;
import java.util.ArrayList;
import java.util.List;

/**
 * What may follow. One mechanism decides commands, explains shut gates, and decides recorded events again: every rule that
 * concerns an event judges it against the state that it would follow on.
 */
public final class ReleaseRules {
    private static final List<Rule<ReleaseEvent>> EVERY_EVENT =
            List.of(new ActorHasTheRight(), new ReleaseIsOpen(), new BackfillStaysInThePast());
    private static final List<Rule<? super ReleasePlanned>> RELEASE_PLANNED =
            List.of(new HotfixNamesWhatItMends(), new StrategyIsAllowed(), new VersionIsNew());
    private static final List<Rule<? super ReleasePlanned>> RELEASE_PLANNED_AGAIN =
            List.of(new ReleaseIsNotYetPlanned());
    private static final List<Rule<? super ReleaseRescheduled>> RELEASE_RESCHEDULED =
            List.of(new ContentIsNotYetInProduction());
    private static final List<Rule<? super ChangeAdded>> CHANGE_ADDED = List.of(
            new ContentIsNotYetInProduction(),
            new NotesAreNotYetPublished(),
            new ChangeIsNotYetIncluded(),
            new HotfixFixesOnly());
    private static final List<Rule<? super ChangeRemoved>> CHANGE_REMOVED =
            List.of(new ContentIsNotYetInProduction(), new NotesAreNotYetPublished(), new ChangeIsIncluded());
    private static final List<Rule<? super EvidenceRecorded>> EVIDENCE_RECORDED =
            List.of(new CriterionIsInThePolicy(), new EvidenceComesFromItsRole());
    private static final List<Rule<? super CriterionWaiverProposed>> CRITERION_WAIVER_PROPOSED =
            List.of(new WaivedCriterionIsInThePolicy(), new OnlyAnUnshownCriterionIsWaived());
    private static final List<Rule<? super CriterionWaived>> CRITERION_WAIVED =
            List.of(new WaivedCriterionIsInThePolicy(), new CriterionWaiverHasASecondPerson());
    private static final List<Rule<? super ItemTicked>> ITEM_TICKED =
            List.of(new ItemIsInThePolicy(), new ItemIsTickedByItsRole(), new EarlierItemsAreDone());
    private static final List<Rule<? super ItemUnticked>> ITEM_UNTICKED =
            List.of(new ItemIsInThePolicy(), new ItemIsReopenedByItsRole(), new OnlyADoneItemIsReopened());
    private static final List<Rule<? super ItemWaiverProposed>> ITEM_WAIVER_PROPOSED =
            List.of(new ItemIsInThePolicy(), new OnlyAnOpenItemIsWaived());
    private static final List<Rule<? super ItemWaived>> ITEM_WAIVED =
            List.of(new ItemIsInThePolicy(), new ItemWaiverHasASecondPerson());
    private static final List<Rule<? super LiveApprovalEvent>> LIVE_APPROVAL = List.of(
            new ApproverHasAPolicyRole(),
            new ApproverIsNotThePlanner(),
            new ApproverIsNotTheAuthor(),
            new ApproverIsNotAnEarlierApprover(),
            new ApproversAreDifferentPeople(),
            new StagesGoInOrder(),
            new HotfixIsTriaged(),
            new HotfixIsBranched(),
            new EveryCriterionIsShown(),
            new EveryItemBeforeTheGateIsDone(),
            new ApprovalCoversWhatIsThere(),
            new TheLastApprovalOpensTheGate());
    private static final List<Rule<? super StageApprovalReconstructed>> STAGE_APPROVAL_RECONSTRUCTED =
            List.of(new ReconstructionIsForThePast(), new StagesGoInOrder());
    private static final List<Rule<? super StageHandedOver>> STAGE_HANDED_OVER =
            List.of(new HandoverFollowsTheApproval());
    private static final List<Rule<? super StageRejected>> STAGE_REJECTED =
            List.of(new StagesGoInOrder(), new RejectionGoesBack());
    private static final List<Rule<? super ApprovalVoided>> APPROVAL_VOIDED = List.of(new VoidedApprovalStood());
    private static final List<Rule<? super DeploymentStarted>> DEPLOYMENT_STARTED = List.of(
            new DeploymentIsNew(),
            new DeploymentStrategyIsAllowed(),
            new EnvironmentIsInThePolicy(),
            new EnvironmentsTurnHasCome(),
            new ProductionIsApproved(),
            new NoOtherDeploymentRunsThere(),
            new NoOtherReleaseIsDeployedThere(),
            new NoRollbackWaits(),
            new ArtefactIsTheOneLookedAt(),
            new DeploymentIsInItsWindow(),
            new NoFreezeStands(),
            new HotfixIsTriaged());
    private static final List<Rule<? super RolloutPlanned>> ROLLOUT_PLANNED =
            List.of(new RolloutFollowsTheStart(), new RolloutIsAsThePolicySays(), new RolloutReplacesWhatRunsThere());
    private static final List<Rule<? super DeploymentAdvanced>> DEPLOYMENT_ADVANCED = List.of(
            new DeploymentRuns(),
            new DeploymentGoesByItsSteps(),
            new DeploymentGoesForward(),
            new ApprovalStillStands());
    private static final List<Rule<? super StepTaken>> STEP_TAKEN = List.of(
            new DeploymentTakesSteps(),
            new StepIsTheNext(),
            new StepLastedLongEnough(),
            new StepWasFoundHealthy(),
            new NoVerdictStandsAgainstIt(),
            new ApprovalStillStands());
    private static final List<Rule<? super HealthReported>> HEALTH_REPORTED = List.of(
            new DeploymentIsWatched(),
            new ReportsAreNew(),
            new ReportsAreOfThePast(),
            new FiguresArePossible(),
            new VerdictFollowsFromTheReports());
    private static final List<Rule<? super WatchPassed>> WATCH_PASSED = List.of(new WatchHasPassed());
    private static final List<Rule<? super TriggerFired>> TRIGGER_FIRED = List.of(new TriggerFiresByItsReports());
    private static final List<Rule<? super DeploymentVerified>> DEPLOYMENT_VERIFIED = List.of(
            new DeploymentRuns(),
            new NoRollbackOfItWaits(),
            new EveryStepIsTaken(),
            new StepLastedLongEnough(),
            new StepWasFoundHealthy(),
            new NoVerdictStandsAgainstIt());
    private static final List<Rule<? super DeploymentFailed>> DEPLOYMENT_FAILED =
            List.of(new DeploymentRuns(), new NoRollbackOfItWaits());
    private static final List<Rule<? super RollbackTriggered>> ROLLBACK_TRIGGERED = List.of(
            new SomethingIsTakenBack(),
            new DeploymentCanBeTakenBack(),
            new OneRollbackAtATime(),
            new DeploymentIsWhatRunsThere(),
            new RollbackReturnsToWhatRanThere());
    private static final List<Rule<? super RollbackConfirmed>> ROLLBACK_CONFIRMED =
            List.of(new RollbackWaitsForThisConfirmation(), new TwoDifferentPeopleConfirm());
    private static final List<Rule<? super RollbackAuthorised>> ROLLBACK_AUTHORISED = List.of(new BothConfirmed());
    private static final List<Rule<? super RollbackStarted>> ROLLBACK_STARTED =
            List.of(new RollbackMayStart(), new DeploymentIsWhatRunsThere(), new NoOtherReleaseIsDeployedThere());
    private static final List<Rule<? super RollbackExecutionStarted>> EXECUTION_STARTED =
            List.of(new KindIsLeftToExecute(), new ExecutionFollowsTheLast());
    private static final List<Rule<? super RollbackExecutionEndedEvent>> EXECUTION_ENDED =
            List.of(new KindIsLeftToExecute(), new ExecutionIsUnderWay());
    private static final List<Rule<? super RollbackStepDone>> ROLLBACK_STEP_DONE =
            List.of(new KindIsLeftToExecute(), new EvidenceFitsTheKind());
    private static final List<Rule<? super RollbackVerified>> ROLLBACK_VERIFIED =
            List.of(new HealthReportsSayItHelped());
    private static final List<Rule<? super RollbackFailed>> ROLLBACK_FAILED = List.of(new RollbackIsBeingDone());
    private static final List<Rule<? super RollbackCompleted>> ROLLBACK_COMPLETED =
            List.of(new RollbackIsVerified(), new PeopleWereTold());
    private static final List<Rule<? super RollbackWithdrawn>> ROLLBACK_WITHDRAWN = List.of(new RollbackStillWaits());
    private static final List<Rule<? super RollbackObligationMet>> ROLLBACK_OBLIGATION_MET =
            List.of(new RollbackObliges(), new ObligationIsStillOpen());
    private static final List<Rule<? super NoteEdited>> NOTE_EDITED = List.of(
            new NotesAreNotYetPublished(),
            new NoteIsOfThisRelease(),
            new NoteHasASection(),
            new SunsetIsOfABreakingChange());
    private static final List<Rule<? super NoteAdded>> NOTE_ADDED =
            List.of(new NotesAreNotYetPublished(), new NoteIsNew(), new SunsetIsOfABreakingChange());
    private static final List<Rule<? super NoteLeftOut>> NOTE_LEFT_OUT =
            List.of(new NotesAreNotYetPublished(), new NoteIsOfThisRelease());
    private static final List<Rule<? super NotesPublished>> NOTES_PUBLISHED = List.of(
            new NotesAreNotYetPublished(),
            new NotesHaveEntries(),
            new NotesBearTheirDate(),
            new PublishedDigestIsTheDrafts());
    private static final List<Rule<? super OverrideGranted>> OVERRIDE_GRANTED =
            List.of(new OverrideIsForAKnownEnvironment(), new OverrideLastsAsLongAsThePolicySays());
    private static final List<Rule<? super HotfixTriaged>> HOTFIX_TRIAGED =
            List.of(new LaneIsForHotfixes(), new HotfixIsTriagedOnce(), new HotfixQualifies());
    private static final List<Rule<? super HotfixBranched>> HOTFIX_BRANCHED = List.of(
            new LaneIsForHotfixes(),
            new HotfixIsTriaged(),
            new HotfixBranchesFromWhatItMends(),
            new BranchIsNamedInDevelopment());
    private static final List<Rule<? super HotfixBudgetOverrun>> HOTFIX_BUDGET_OVERRUN =
            List.of(new LaneIsForHotfixes(), new BudgetIsOverrun());
    private static final List<Rule<? super ObligationMet>> OBLIGATION_MET =
            List.of(new LaneIsForHotfixes(), new ObligationIsInThePolicy(), new CleanUpFollowsTheDeployment());
    private static final List<Rule<? super PolicyRepinProposed>> POLICY_REPIN_PROPOSED =
            List.of(new RepinChangesTheVersion());
    private static final List<Rule<? super PolicyRepinned>> POLICY_REPINNED = List.of(new RepinHasASecondPerson());
    private static final List<Rule<? super AnnouncementRequested>> ANNOUNCEMENT_REQUESTED = List.of(
            new AnnouncementIsPlanned(),
            new AnnouncerSpeaksToTheAudience(),
            new AnnouncementIsNotYetSent(),
            new OnlyOneAttemptAtATime());
    private static final List<Rule<? super AnnouncementStarted>> ANNOUNCEMENT_STARTED = List.of(
            new AnnouncementIsPlanned(),
            new AnnouncementIsNotYetSent(),
            new OnlyOneAttemptAtATime(),
            new AnnouncementIsDue(),
            new AttemptFollowsTheLast());
    private static final List<Rule<? super AnnouncementSent>> ANNOUNCED_BY_HAND = List.of(
            new AnnouncementIsPlanned(),
            new AnnouncerSpeaksToTheAudience(),
            new AnnouncementIsNotYetSent(),
            new OnlyOneAttemptAtATime());
    private static final List<Rule<? super AttemptEndedEvent>> ATTEMPT_ENDED = List.of(new OutcomeIsOfTheAttempt());
    private static final List<Rule<? super AnnouncementSettled>> ANNOUNCEMENT_SETTLED =
            List.of(new AnnouncerSpeaksToTheAudience(), new OnlyAnUncertainOneIsSettled());
    private static final List<Rule<? super AnnouncementMissed>> ANNOUNCEMENT_MISSED =
            List.of(new AnnouncementIsPlanned(), new AnnouncementIsNotYetSent(), new AnnouncementIsOverdue());
    private static final List<Rule<? super ReleaseCompleted>> RELEASE_COMPLETED = List.of(
            new EveryGateIsOpen(),
            new EveryItemIsDone(),
            new ItRunsInProduction(),
            new NoDeploymentIsLeftRunning(),
            new EveryObligationIsMet());
    private static final List<Rule<? super ReleaseCancelled>> RELEASE_CANCELLED =
            List.of(new NothingOfItRunsInProduction(), new NoDeploymentIsLeftRunning());

    private ReleaseRules() {}

    /**
     * Judges events that are to follow one on another.
     *
     * @param around what they are judged by beside the release and its policy
     * @return every violation, each once; empty when all may follow. What only follows from a refused event is not judged
     */
    public static List<Violation> judge(
            Release release,
            List<? extends ReleaseEvent> events,
            Attribution by,
            ReleasePolicy policy,
            Surroundings around) {
        List<Violation> violations = new ArrayList<>();
        Release state = release;
        for (ReleaseEvent event : events) {
            if (!violations.isEmpty() && Rights.toMake(event).isEmpty()) {
                continue;
            }
            List<Violation> found = judge(state, event, by, policy, around);
            if (found.isEmpty()) {
                state = state.evolve(event, by);
            }
            found.stream().filter(violation -> !violations.contains(violation)).forEach(violations::add);
        }
        return List.copyOf(violations);
    }

    /** Judges the event that begins a release. */
    public static List<Violation> judgeFirst(
            ReleasePlanned event, Attribution by, ReleasePolicy policy, Surroundings around) {
        Release planned = (Release) ReleaseState.unplanned().evolve(event, by);
        return judge(RELEASE_PLANNED, event, planned, by, policy, around);
    }

    /** Judges one event. */
    public static List<Violation> judge(
            Release release, ReleaseEvent proposed, Attribution by, ReleasePolicy policy, Surroundings around) {
        return switch (proposed) {
            case ReleasePlanned event -> judge(RELEASE_PLANNED_AGAIN, event, release, by, policy, around);
            case ReleaseRescheduled event -> judge(RELEASE_RESCHEDULED, event, release, by, policy, around);
            case ChangeAdded event -> judge(CHANGE_ADDED, event, release, by, policy, around);
            case ChangeRemoved event -> judge(CHANGE_REMOVED, event, release, by, policy, around);
            case EvidenceRecorded event -> judge(EVIDENCE_RECORDED, event, release, by, policy, around);
            case CriterionWaiverProposed event -> judge(CRITERION_WAIVER_PROPOSED, event, release, by, policy, around);
            case CriterionWaived event -> judge(CRITERION_WAIVED, event, release, by, policy, around);
            case ItemTicked event -> judge(ITEM_TICKED, event, release, by, policy, around);
            case ItemUnticked event -> judge(ITEM_UNTICKED, event, release, by, policy, around);
            case ItemWaiverProposed event -> judge(ITEM_WAIVER_PROPOSED, event, release, by, policy, around);
            case ItemWaived event -> judge(ITEM_WAIVED, event, release, by, policy, around);
            case LiveApprovalEvent event -> judge(LIVE_APPROVAL, event, release, by, policy, around);
            case StageApprovalReconstructed event ->
                judge(STAGE_APPROVAL_RECONSTRUCTED, event, release, by, policy, around);
            case StageHandedOver event -> judge(STAGE_HANDED_OVER, event, release, by, policy, around);
            case StageRejected event -> judge(STAGE_REJECTED, event, release, by, policy, around);
            case ApprovalVoided event -> judge(APPROVAL_VOIDED, event, release, by, policy, around);
            case DeploymentStarted event -> judge(DEPLOYMENT_STARTED, event, release, by, policy, around);
            case RolloutPlanned event -> judge(ROLLOUT_PLANNED, event, release, by, policy, around);
            case StepTaken event -> judge(STEP_TAKEN, event, release, by, policy, around);
            case HealthReported event -> judge(HEALTH_REPORTED, event, release, by, policy, around);
            case WatchPassed event -> judge(WATCH_PASSED, event, release, by, policy, around);
            case TriggerFired event -> judge(TRIGGER_FIRED, event, release, by, policy, around);
            case DeploymentAdvanced event -> judge(DEPLOYMENT_ADVANCED, event, release, by, policy, around);
            case DeploymentVerified event -> judge(DEPLOYMENT_VERIFIED, event, release, by, policy, around);
            case DeploymentFailed event -> judge(DEPLOYMENT_FAILED, event, release, by, policy, around);
            case RollbackTriggered event -> judge(ROLLBACK_TRIGGERED, event, release, by, policy, around);
            case RollbackConfirmed event -> judge(ROLLBACK_CONFIRMED, event, release, by, policy, around);
            case RollbackAuthorised event -> judge(ROLLBACK_AUTHORISED, event, release, by, policy, around);
            case RollbackStarted event -> judge(ROLLBACK_STARTED, event, release, by, policy, around);
            case RollbackExecutionStarted event -> judge(EXECUTION_STARTED, event, release, by, policy, around);
            case RollbackExecutionEndedEvent event -> judge(EXECUTION_ENDED, event, release, by, policy, around);
            case RollbackStepDone event -> judge(ROLLBACK_STEP_DONE, event, release, by, policy, around);
            case RollbackVerified event -> judge(ROLLBACK_VERIFIED, event, release, by, policy, around);
            case RollbackFailed event -> judge(ROLLBACK_FAILED, event, release, by, policy, around);
            case RollbackCompleted event -> judge(ROLLBACK_COMPLETED, event, release, by, policy, around);
            case RollbackWithdrawn event -> judge(ROLLBACK_WITHDRAWN, event, release, by, policy, around);
            case RollbackObligationMet event -> judge(ROLLBACK_OBLIGATION_MET, event, release, by, policy, around);
            case NoteEdited event -> judge(NOTE_EDITED, event, release, by, policy, around);
            case NoteAdded event -> judge(NOTE_ADDED, event, release, by, policy, around);
            case NoteLeftOut event -> judge(NOTE_LEFT_OUT, event, release, by, policy, around);
            case NotesPublished event -> judge(NOTES_PUBLISHED, event, release, by, policy, around);
            case OverrideGranted event -> judge(OVERRIDE_GRANTED, event, release, by, policy, around);
            case HotfixTriaged event -> judge(HOTFIX_TRIAGED, event, release, by, policy, around);
            case HotfixBranched event -> judge(HOTFIX_BRANCHED, event, release, by, policy, around);
            case HotfixBudgetOverrun event -> judge(HOTFIX_BUDGET_OVERRUN, event, release, by, policy, around);
            case ObligationMet event -> judge(OBLIGATION_MET, event, release, by, policy, around);
            case PolicyRepinProposed event -> judge(POLICY_REPIN_PROPOSED, event, release, by, policy, around);
            case PolicyRepinned event -> judge(POLICY_REPINNED, event, release, by, policy, around);
            case AnnouncementRequested event -> judge(ANNOUNCEMENT_REQUESTED, event, release, by, policy, around);
            case AnnouncementStarted event -> judge(ANNOUNCEMENT_STARTED, event, release, by, policy, around);
            case AnnouncementSent event ->
                event.byHand()
                        ? judge(ANNOUNCED_BY_HAND, event, release, by, policy, around)
                        : judge(ATTEMPT_ENDED, event, release, by, policy, around);
            case AnnouncementFailed event -> judge(ATTEMPT_ENDED, event, release, by, policy, around);
            case AnnouncementUncertain event -> judge(ATTEMPT_ENDED, event, release, by, policy, around);
            case AnnouncementSettled event -> judge(ANNOUNCEMENT_SETTLED, event, release, by, policy, around);
            case AnnouncementMissed event -> judge(ANNOUNCEMENT_MISSED, event, release, by, policy, around);
            case ReleaseCompleted event -> judge(RELEASE_COMPLETED, event, release, by, policy, around);
            case ReleaseCancelled event -> judge(RELEASE_CANCELLED, event, release, by, policy, around);
        };
    }

    private static <E extends ReleaseEvent> List<Violation> judge(
            List<? extends Rule<? super E>> rules,
            E event,
            Release release,
            Attribution by,
            ReleasePolicy policy,
            Surroundings around) {
        Proposal<E> proposal = new Proposal<>(release, event, by, policy, around);
        List<Violation> violations = new ArrayList<>();
        EVERY_EVENT.forEach(rule -> rule.judge(proposal).ifPresent(violations::add));
        rules.forEach(rule -> rule.judge(proposal).ifPresent(violations::add));
        return List.copyOf(violations);
    }
}
