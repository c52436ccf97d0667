package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.Event;
import java.util.UUID;

/** What may be said about an incident. Stream {@code incident/<id>}. */
public sealed interface IncidentEvent extends Event
        permits IncidentOpened,
                IncidentLinked,
                IncidentAcknowledged,
                SeverityChanged,
                ImpactStated,
                LogEntryWritten,
                IncidentRoleAssigned,
                IncidentMitigated,
                IncidentResolved,
                IncidentReopened,
                RootCauseStated,
                ActionItemAdded,
                ActionItemDone,
                ActionItemDropped,
                ActionItemOverdue,
                PostMortemPublished,
                ReReleasePlanned,
                IncidentMerged,
                DuplicateTaken,
                IncidentClosed {
    /** The stream of an incident. */
    static String stream(UUID incidentId) {
        return "incident/" + incidentId;
    }
}
