package dev.releaseledger.query.timeline;

import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.AttemptEndedEvent;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.CriterionWaiverEvent;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HotfixEvent;
import dev.releaseledger.events.release.ItemEvent;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NotesEvent;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.RepinEvent;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.StageEvent;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import java.util.Optional;

/** The kinds of entries that timelines tell of: filters go by them, and the picture has a lane for each. */
public enum Lane {
    /** Changes that became part of a release, or were taken out. */
    CHANGE,
    /** Approvals and rejections, handovers, waivers, overrides. */
    APPROVAL,
    /** Freezes and policy versions. */
    RULE,
    /** How a release was planned and ended, hotfix phases, published notes. */
    RELEASE,
    /** Deployments and their steps. */
    DEPLOYMENT,
    /** Flags: how they were defined and linked, whom they were opened to, when they were disabled and taken away. */
    FLAG,
    /** Health verdicts that differ from the one before, triggers that fired, watches that passed. */
    HEALTH,
    /** Rollbacks and their steps. */
    ROLLBACK,
    /** Announcements, as they ended. */
    ANNOUNCEMENT,
    /** What was said of incidents: their log entries, and how far they came. */
    INCIDENT;

    /** The lane of an event; empty for one that no timeline tells of. */
    static Optional<Lane> of(Event event) {
        if (event instanceof ReleaseEvent said) {
            return of(said);
        }
        if (event instanceof IncidentEvent) {
            return Optional.of(INCIDENT);
        }
        if (event instanceof FlagEvent) {
            // How often it was evaluated is a figure of every day.
            return event instanceof FlagEvaluationsCounted ? Optional.empty() : Optional.of(FLAG);
        }
        return event instanceof FreezeEvent || event instanceof PolicyEvent ? Optional.of(RULE) : Optional.empty();
    }

    private static Optional<Lane> of(ReleaseEvent event) {
        return switch (event) {
            case ChangeAdded added -> Optional.of(CHANGE);
            case ChangeRemoved removed -> Optional.of(CHANGE);
            case StageEvent stage -> Optional.of(APPROVAL);
            case StageHandedOver handedOver -> Optional.of(APPROVAL);
            case ApprovalVoided voided -> Optional.of(APPROVAL);
            case CriterionWaiverEvent waiver -> Optional.of(APPROVAL);
            case ItemEvent item -> of(item);
            case OverrideGranted override -> Optional.of(APPROVAL);
            case RepinEvent repin -> Optional.of(APPROVAL);
            case ReleasePlanned planned -> Optional.of(RELEASE);
            case ReleaseRescheduled rescheduled -> Optional.of(RELEASE);
            case ReleaseCompleted completed -> Optional.of(RELEASE);
            case ReleaseCancelled cancelled -> Optional.of(RELEASE);
            case HotfixEvent hotfix -> Optional.of(RELEASE);
            case NotesEvent notes -> of(notes);
            case DeploymentStarted started -> Optional.of(DEPLOYMENT);
            case RunningDeploymentEvent running -> Optional.of(DEPLOYMENT);
            case HealthReported reported -> Optional.of(HEALTH);
            case TriggerFired fired -> Optional.of(HEALTH);
            case WatchPassed passed -> Optional.of(HEALTH);
            case RollbackTriggered triggered -> Optional.of(ROLLBACK);
            case RollbackEvent rollback -> Optional.of(ROLLBACK);
            case AnnouncementEvent announcement -> of(announcement);
            // Evidence is what approvals look at; a plan of steps is told with the start that it is recorded with.
            case EvidenceRecorded evidence -> Optional.empty();
            case RolloutPlanned planned -> Optional.empty();
        };
    }

    private static Optional<Lane> of(ItemEvent event) {
        return switch (event) {
            case ItemWaiverProposed proposed -> Optional.of(APPROVAL);
            case ItemWaived waived -> Optional.of(APPROVAL);
            case ItemTicked ticked -> Optional.empty();
            case ItemUnticked unticked -> Optional.empty();
        };
    }

    private static Optional<Lane> of(NotesEvent event) {
        return switch (event) {
            case NotesPublished published -> Optional.of(RELEASE);
            case NoteEdited edited -> Optional.empty();
            case NoteAdded added -> Optional.empty();
            case NoteLeftOut leftOut -> Optional.empty();
        };
    }

    private static Optional<Lane> of(AnnouncementEvent event) {
        return switch (event) {
            case AttemptEndedEvent ended -> Optional.of(ANNOUNCEMENT);
            case AnnouncementSettled settled -> Optional.of(ANNOUNCEMENT);
            case AnnouncementMissed missed -> Optional.of(ANNOUNCEMENT);
            case AnnouncementRequested requested -> Optional.empty();
            case AnnouncementStarted started -> Optional.empty();
        };
    }
}
