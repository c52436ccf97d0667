package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Event;
import java.util.UUID;

/**
 * What may be said about one release. Stream {@code release/<id>}. The order here is the order of the catalogue, along the
 * release's way.
 */
public sealed interface ReleaseEvent extends Event
        permits ReleasePlanned,
                ReleaseRescheduled,
                ChangeAdded,
                ChangeRemoved,
                EvidenceRecorded,
                CriterionWaiverEvent,
                ItemEvent,
                StageEvent,
                StageHandedOver,
                ApprovalVoided,
                DeploymentStarted,
                RolloutPlanned,
                RunningDeploymentEvent,
                HealthReported,
                WatchPassed,
                TriggerFired,
                RollbackTriggered,
                RollbackEvent,
                NotesEvent,
                OverrideGranted,
                HotfixEvent,
                RepinEvent,
                AnnouncementEvent,
                ReleaseCompleted,
                ReleaseCancelled {

    /** The stream of a release. */
    static String stream(UUID releaseId) {
        return "release/" + releaseId;
    }
}
