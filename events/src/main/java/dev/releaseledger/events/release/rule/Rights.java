package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.ApprovalVoided;
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
import dev.releaseledger.events.release.NotesEvent;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.PolicyRepinProposed;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackExecutionEvent;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import java.util.Optional;

/** Which right it takes to make an event happen. */
public final class Rights {
    private Rights() {}

    /** The right; empty for an event that only follows from another. */
    public static Optional<Right> toMake(ReleaseEvent event) {
        return switch (event) {
            case ReleasePlanned planned -> Optional.of(Right.PLAN);
            case ReleaseRescheduled moved -> Optional.of(Right.RESCHEDULE);
            case ChangeAdded added -> Optional.of(Right.CHANGE_CONTENT);
            case ChangeRemoved removed -> Optional.of(Right.CHANGE_CONTENT);
            case NotesEvent said -> Optional.of(Right.WRITE_NOTES);
            case EvidenceRecorded recorded -> Optional.of(Right.RECORD_EVIDENCE);
            case CriterionWaiverProposed proposed -> Optional.of(Right.PROPOSE_WAIVER);
            case CriterionWaived waived -> Optional.of(Right.GRANT_WAIVER);
            case ItemTicked ticked -> Optional.of(Right.TICK);
            case ItemUnticked unticked -> Optional.of(Right.TICK);
            case ItemWaiverProposed proposed -> Optional.of(Right.PROPOSE_WAIVER);
            case ItemWaived waived -> Optional.of(Right.GRANT_WAIVER);
            case LiveApprovalEvent approved -> Optional.of(toApprove(approved.stage()));
            case StageApprovalReconstructed told -> Optional.of(Right.BACKFILL);
            case StageRejected rejected -> Optional.of(toApprove(rejected.stage()));
            case StageHandedOver handed -> Optional.empty();
            case ApprovalVoided voided -> Optional.empty();
            case DeploymentStarted started -> Optional.of(Right.DEPLOY);
            case RolloutPlanned planned -> Optional.empty();
            case StepTaken step -> Optional.of(Right.ADVANCE);
            case HealthReported reported -> Optional.of(Right.REPORT_HEALTH);
            // By passing time.
            case WatchPassed passed -> Optional.empty();
            case TriggerFired fired -> Optional.empty();
            case DeploymentAdvanced advanced -> Optional.of(Right.ADVANCE);
            case DeploymentVerified verified -> Optional.of(Right.VERIFY);
            case DeploymentFailed failed -> Optional.of(Right.VERIFY);
            case RollbackTriggered triggered -> Optional.of(Right.TRIGGER_ROLLBACK);
            case RollbackConfirmed confirmed -> Optional.of(Right.CONFIRM_ROLLBACK);
            case RollbackAuthorised authorised -> Optional.empty();
            case RollbackStarted started -> Optional.empty();
            case RollbackExecutionEvent said -> Optional.empty();
            case RollbackStepDone done -> Optional.of(Right.RUN_ROLLBACK);
            case RollbackVerified verified -> Optional.of(Right.VERIFY);
            case RollbackFailed failed -> Optional.of(Right.RUN_ROLLBACK);
            case RollbackCompleted completed -> Optional.of(Right.RUN_ROLLBACK);
            case RollbackWithdrawn withdrawn -> Optional.of(Right.CONFIRM_ROLLBACK);
            case RollbackObligationMet met -> Optional.of(Right.MEET_OBLIGATION);
            case OverrideGranted granted -> Optional.of(Right.OVERRIDE);
            case HotfixTriaged triaged -> Optional.of(Right.TRIAGE_HOTFIX);
            case HotfixBranched cut -> Optional.of(Right.BRANCH_HOTFIX);
            // By passing time.
            case HotfixBudgetOverrun overrun -> Optional.empty();
            case ObligationMet done -> Optional.of(Right.MEET_OBLIGATION);
            case PolicyRepinProposed proposed -> Optional.of(Right.PROPOSE_REPIN);
            case PolicyRepinned repinned -> Optional.of(Right.GRANT_REPIN);
            case AnnouncementEvent said -> toAnnounce(said);
            case ReleaseCompleted completed -> Optional.of(Right.COMPLETE);
            case ReleaseCancelled cancelled -> Optional.of(Right.CANCEL);
        };
    }

    private static Optional<Right> toAnnounce(AnnouncementEvent event) {
        return switch (event) {
            case AnnouncementRequested wanted -> Optional.of(Right.ANNOUNCE);
            case AnnouncementSettled settled -> Optional.of(Right.ANNOUNCE);
            case AnnouncementSent sent -> sent.byHand() ? Optional.of(Right.ANNOUNCE) : Optional.empty();
            case AnnouncementStarted started -> Optional.empty();
            case AnnouncementFailed failed -> Optional.empty();
            case AnnouncementUncertain uncertain -> Optional.empty();
            case AnnouncementMissed missed -> Optional.empty();
        };
    }

    /** The right to open or shut a stage's gate. */
    public static Right toApprove(Stage stage) {
        return switch (stage) {
            case DEVELOPMENT -> Right.APPROVE_DEVELOPMENT;
            case QA -> Right.APPROVE_QA;
            case STAGING -> Right.APPROVE_STAGING;
            case PRODUCTION -> Right.APPROVE_PRODUCTION;
            case POST_RELEASE -> Right.APPROVE_POST_RELEASE;
        };
    }
}
