package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;

/** Before an incident was opened. */
public record Unopened() implements IncidentState {
    @Override
    public IncidentState evolve(IncidentEvent event, Attribution by) {
        if (event instanceof IncidentOpened opened) {
            return Incident.opened(opened, by);
        }
        throw new HistoryBroken(
                "an incident begins by being opened, not by " + event.getClass().getSimpleName());
    }
}
