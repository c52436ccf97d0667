package dev.releaseledger.query.timeline;

import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagOutlived;
import dev.releaseledger.events.flag.FlagSplitSet;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.flag.RolloutPaused;
import dev.releaseledger.events.flag.RolloutReduced;
import dev.releaseledger.events.flag.RolloutResumed;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.ActionItemDone;
import dev.releaseledger.events.incident.ActionItemDropped;
import dev.releaseledger.events.incident.ActionItemOverdue;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.ImpactStated;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentReopened;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.IncidentRoleAssigned;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.PostMortemPublished;
import dev.releaseledger.events.incident.ReReleasePlanned;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.events.incident.SeverityChanged;
import dev.releaseledger.events.policy.PolicyVersionPublished;
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
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NotesPublished;
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
import dev.releaseledger.events.release.RollbackExecutionAccepted;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.StageApprovalGiven;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** What an event says, in a line. */
public final class Words {
    /** As much of a text as a line shows; the entry has the whole. */
    private static final int LONGEST = 300;

    private Words() {}

    /** What an event says, in a line of at most 300 characters. */
    public static String of(Event event) {
        return line(said(event));
    }

    /** What an event says of the flag of that key, in a line of at most 300 characters. */
    static String ofFlag(String key, Event event) {
        return line("flag " + key + " " + said(event));
    }

    private static String said(Event event) {
        return switch (event) {
            case ReleaseEvent said -> of(said);
            case IncidentEvent said -> of(said);
            case FreezeEvent said -> of(said);
            case FlagEvent said -> of(said);
            case PolicyVersionPublished published ->
                "policy version " + published.version() + " of " + published.product() + " published";
            default -> event.getClass().getSimpleName();
        };
    }

    private static String line(String words) {
        String line = words.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, cut(line)) + "…";
    }

    /** No character is cut in two. */
    private static int cut(String line) {
        return Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    }

    private static String of(FreezeEvent event) {
        return switch (event) {
            case FreezeDeclared declared -> "freeze declared: " + declared.reason();
            case FreezeLifted lifted -> "freeze lifted: " + lifted.reason();
        };
    }

    private static String of(FlagEvent event) {
        return switch (event) {
            case FlagDefined said -> "defined as " + said.flagType() + ": " + said.purpose();
            case FlagTargetingSet said -> targeting(said.rules().size());
            case FlagSplitSet said ->
                "split: "
                        + said.weights().entrySet().stream()
                                .map(weight -> weight.getKey() + " " + percent(weight.getValue()))
                                .collect(Collectors.joining(", "));
            case RolloutAdvanced said ->
                "opened to " + percent(said.basisPoints()) + (said.phase() == null ? "" : " (" + said.phase() + ")")
                        + (said.overrideReason() == null ? "" : ", past the plan: " + said.overrideReason());
            case RolloutReduced said ->
                (said.basisPoints() == 0 ? "closed: " : "reduced to " + percent(said.basisPoints()) + ": ")
                        + said.reason();
            case RolloutPaused said -> "paused: " + said.reason();
            case RolloutResumed said -> "goes on";
            case FlagDisabled said ->
                "disabled: " + said.reason() + (said.rollbackId() == null ? "" : ", by rollback " + said.rollbackId());
            case FlagEnabled said -> "enabled: " + said.reason();
            case FlagLinked said -> "linked to release " + said.releaseId();
            case FlagUnlinked said -> "no longer linked to release " + said.releaseId();
            case FlagEndMoved said -> "needed until " + said.ends() + ": " + said.reason();
            case FlagOutlived said -> "outlived its end";
            case RolloutLingered said -> "open to everybody for too long";
            case FlagEvaluationsCounted said -> "evaluated " + said.total() + " times on " + said.day();
            case FlagCleanedUp said -> "taken out of the code by " + said.change();
            case FlagArchived said -> "archived: " + said.documentation();
        };
    }

    private static String targeting(int rules) {
        return switch (rules) {
            case 0 -> "without targeting rules";
            case 1 -> "with one targeting rule";
            default -> "with " + rules + " targeting rules";
        };
    }

    private static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String linked(IncidentLink link) {
        if (link.alert() != null) {
            return "alert " + link.alert().name();
        }
        if (link.rollbackId() != null) {
            return "rollback " + link.rollbackId();
        }
        return link.deploymentId() != null ? "deployment " + link.deploymentId() : "release " + link.releaseId();
    }

    private static String of(ReleaseEvent event) {
        return switch (event) {
            case ReleasePlanned said -> "planned " + said.product() + " " + said.version() + ": " + said.title();
            case ReleaseRescheduled said -> "rescheduled: " + said.reason();
            case ReleaseCompleted said -> "release completed";
            case ReleaseCancelled said -> "release cancelled: " + said.reason();
            case ChangeAdded said ->
                said.category() + " " + said.changeId() + ": " + said.summary()
                        + (said.mergedAt() == null ? "" : " (merged " + said.mergedAt() + ")");
            case ChangeRemoved said -> "change " + said.changeId() + " taken out: " + said.reason();
            case EvidenceRecorded said -> "evidence for " + said.criterion() + ": " + said.outcome();
            case CriterionWaiverProposed said -> "waiver of " + said.criterion() + " proposed";
            case CriterionWaived said -> said.criterion() + " waived: " + said.reason();
            case ItemTicked said -> said.item() + " ticked";
            case ItemUnticked said -> said.item() + " unticked";
            case ItemWaiverProposed said -> "waiver of " + said.item() + " proposed: " + said.reason();
            case ItemWaived said -> said.item() + " waived: " + said.reason();
            case StageApprovalGiven said -> said.stage() + " approved by one of several";
            case StageApproved said -> said.stage() + " approved";
            case StageApprovalReconstructed said -> said.stage() + " had been approved";
            case StageRejected said -> said.stage() + " rejected: " + said.reason();
            case StageHandedOver said -> "handed over from " + said.from() + " to " + said.to();
            case ApprovalVoided said -> said.stage() + " approval void: " + said.cause();
            case OverrideGranted said ->
                said.constraint() + " overridden for " + said.environment() + ": " + said.reason();
            case PolicyRepinProposed said ->
                "going by policy version " + said.version() + " proposed: " + said.reason();
            case PolicyRepinned said -> "goes by policy version " + said.to() + ": " + said.reason();
            case DeploymentStarted said -> "deployment to " + said.environment() + " started, " + said.strategy();
            case RolloutPlanned said -> said.steps().size() + " steps planned";
            case DeploymentAdvanced said -> "deployment at " + said.percent() + " percent";
            case StepTaken said -> "step " + said.step() + " taken, " + said.percent() + " percent";
            case DeploymentVerified said -> "deployment verified by " + said.source();
            case DeploymentFailed said -> "deployment failed by " + said.source();
            case HealthReported said -> "found " + said.verdict();
            case TriggerFired said ->
                "trigger " + said.trigger() + " fired: " + said.observed().toPlainString() + " beyond "
                        + said.threshold().toPlainString();
            case WatchPassed said -> "watched for long enough";
            case RollbackTriggered said -> "rollback asked for, " + said.reason() + ": " + said.summary();
            case RollbackConfirmed said ->
                "rollback confirmed as " + said.confirmedAs().claim();
            case RollbackAuthorised said -> "rollback authorised";
            case RollbackStarted said ->
                "rollback started" + (said.preAuthorisedBy() == null ? "" : " by trigger " + said.preAuthorisedBy());
            case RollbackExecutionStarted said ->
                "rollback of " + said.kind() + " asked for, attempt " + said.attempt();
            case RollbackExecutionAccepted said -> "rollback of " + said.kind() + " accepted";
            case RollbackExecutionFailed said -> "rollback of " + said.kind() + " failed: " + said.reason();
            case RollbackExecutionUncertain said -> "rollback of " + said.kind() + " uncertain: " + said.reason();
            case RollbackStepDone said -> said.kind() + " taken back by " + said.source();
            case RollbackVerified said -> "rollback verified";
            case RollbackFailed said -> "rollback failed: " + said.summary();
            case RollbackCompleted said -> "rollback completed";
            case RollbackWithdrawn said -> "rollback withdrawn: " + said.reason();
            case RollbackObligationMet said -> said.obligation() + " done after the rollback";
            case NoteEdited said -> "note edited";
            case NoteAdded said -> "note added";
            case NoteLeftOut said -> "note left out";
            case NotesPublished said -> "notes published";
            case HotfixTriaged said -> "hotfix qualifies by " + said.qualifiesBy() + ": " + said.severity();
            case HotfixBranched said -> "hotfix branched from " + said.base();
            case HotfixBudgetOverrun said -> "hotfix overran the budget of " + said.phase();
            case ObligationMet said -> said.obligation() + " done";
            case AnnouncementRequested said -> "announcement " + said.announcementId() + " asked for";
            case AnnouncementStarted said -> "announcement " + said.announcementId() + " begun";
            case AnnouncementSent said -> "announcement " + said.announcementId() + " sent";
            case AnnouncementFailed said -> "announcement " + said.announcementId() + " failed: " + said.reason();
            case AnnouncementUncertain said -> "announcement " + said.announcementId() + " uncertain: " + said.reason();
            case AnnouncementSettled said -> "announcement " + said.announcementId() + " settled as " + said.outcome();
            case AnnouncementMissed said -> "announcement " + said.announcementId() + " missed";
        };
    }

    private static String of(IncidentEvent event) {
        return switch (event) {
            case IncidentOpened said -> said.severity() + " opened: " + said.title();
            case IncidentLinked said -> "linked to " + linked(said.link());
            case IncidentAcknowledged said -> "acknowledged";
            case SeverityChanged said -> "now " + said.severity() + ": " + said.reason();
            case ImpactStated said -> "impact: " + said.description();
            case LogEntryWritten said -> said.text();
            case IncidentRoleAssigned said -> said.role() + " assigned";
            case IncidentMitigated said -> "mitigated: " + said.how();
            case IncidentResolved said -> "resolved: " + said.how();
            case IncidentReopened said -> "reopened: " + said.reason();
            case RootCauseStated said -> "root cause, " + said.category() + ": " + said.statement();
            case ActionItemAdded said -> "to do until " + said.due() + ": " + said.title();
            case ActionItemDone said -> "action item done";
            case ActionItemDropped said -> "action item dropped: " + said.reason();
            case ActionItemOverdue said -> "action item overdue since " + said.due();
            case PostMortemPublished said -> "post-mortem published";
            case ReReleasePlanned said -> "comes again: " + said.plan();
            case IncidentMerged said -> "goes on as incident " + said.into() + ": " + said.reason();
            case DuplicateTaken said -> "takes in incident " + said.duplicate() + ": " + said.reason();
            case IncidentClosed said -> "closed";
        };
    }
}
