package dev.releaseledger.query.timeline;

import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentReopened;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.query.entry.ReadEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an incident took to what. What nobody said is null, and what was said before it was reopened does not count.
 *
 * @param introduced the first entry of the first suspect; null where that is that nothing recorded is at fault
 * @param undetected from the introduction to the detection
 * @param toAcknowledge from the detection
 * @param toMitigate from the detection
 * @param toResolve from the detection
 */
record Intervals(
        @Nullable Mark introduced,
        Mark detected,
        @Nullable Mark acknowledged,
        @Nullable Mark mitigated,
        @Nullable Mark resolved,
        @Nullable Duration undetected,
        @Nullable Duration toAcknowledge,
        @Nullable Duration toMitigate,
        @Nullable Duration toResolve) {

    /**
     * A moment, and the entry that tells of it.
     *
     * @param at when it was, by what the entry says
     */
    record Mark(Instant at, long position) {}

    static Intervals of(Incident incident, IncidentStory story, @Nullable Suspect first) {
        Mark detected = new Mark(
                incident.opening().event().detectedAt(), story.said().getFirst().position());
        Mark acknowledged = null;
        Mark mitigated = null;
        Mark resolved = null;
        for (IncidentStory.Said said : story.said()) {
            switch (said.event()) {
                case IncidentAcknowledged event -> {
                    if (acknowledged == null) {
                        acknowledged = new Mark(ReadEntry.judgedAt(said.envelope()), said.position());
                    }
                }
                case IncidentMitigated event -> mitigated = new Mark(event.at(), said.position());
                case IncidentResolved event -> resolved = new Mark(event.at(), said.position());
                case IncidentReopened event -> {
                    mitigated = null;
                    resolved = null;
                }
                default -> {}
            }
        }
        Mark introduced = introduced(first);
        return new Intervals(
                introduced,
                detected,
                acknowledged,
                mitigated,
                resolved,
                introduced == null ? null : between(introduced, detected),
                between(detected, acknowledged),
                between(detected, mitigated),
                between(detected, resolved));
    }

    private static @Nullable Mark introduced(@Nullable Suspect first) {
        return first == null || first.introducedAt() == null || first.introducedPosition() == null
                ? null
                : new Mark(first.introducedAt(), first.introducedPosition());
    }

    private static @Nullable Duration between(Mark from, @Nullable Mark to) {
        return to == null ? null : Duration.between(from.at(), to.at());
    }
}
