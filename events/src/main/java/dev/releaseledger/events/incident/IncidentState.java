package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;

/** What the history of an incident means so far. */
public sealed interface IncidentState permits Unopened, Incident {
    /** The state before the first event. */
    static IncidentState unopened() {
        return new Unopened();
    }

    /**
     * The state after this event.
     *
     * @throws HistoryBroken when the event cannot follow on this state
     */
    IncidentState evolve(IncidentEvent event, Attribution by);
}
