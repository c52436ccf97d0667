package dev.releaseledger.query.timeline;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.query.entry.ReadEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An incident's stream, folded so far.
 *
 * @param said what was said of it and understood, in the order of positions
 * @param incomplete whether an entry could not be understood, so that something may be missing here
 */
record IncidentStory(UUID id, IncidentState state, List<Said> said, boolean incomplete) {

    /** Something that was said of it. */
    record Said(Envelope envelope, IncidentEvent event) {
        long position() {
            return envelope.position();
        }
    }

    IncidentStory {
        said = List.copyOf(said);
    }

    static IncidentStory of(UUID id, List<ReadEntry> entries) {
        IncidentState state = IncidentState.unopened();
        List<Said> said = new ArrayList<>();
        boolean incomplete = false;
        for (ReadEntry entry : entries) {
            IncidentState before = state;
            Optional<IncidentState> after = entry.fold(
                    IncidentEvent.class,
                    "incidents",
                    (event, envelope) -> {
                        IncidentState evolved = before.evolve(event, envelope.attribution());
                        said.add(new Said(envelope, event));
                        return Optional.of(evolved);
                    },
                    reason -> Optional.empty());
            state = after.orElse(before);
            incomplete |= after.isEmpty();
        }
        return new IncidentStory(id, state, said, incomplete);
    }

    /** The incident; empty before it was opened. */
    Optional<Incident> incident() {
        return state instanceof Incident incident ? Optional.of(incident) : Optional.empty();
    }

    /** What of its links names something of this kind. */
    Set<UUID> linked(Function<IncidentLink, @Nullable UUID> what) {
        Set<UUID> linked = new LinkedHashSet<>();
        incident()
                .ifPresent(incident -> incident.links().stream()
                        .map(what)
                        .filter(Objects::nonNull)
                        .forEach(linked::add));
        return linked;
    }

    /**
     * What its log and its root causes point at.
     *
     * @param by for what is pointed at, the positions of what points at it
     * @param whole whether that is everything: of very much the newest counts
     */
    record Mentions(Map<Long, List<Long>> by, boolean whole) {}

    /** What its log and its root causes point at, so often at most. */
    Mentions mentions(int most) {
        Map<Long, List<Long>> by = new LinkedHashMap<>();
        int found = 0;
        for (Said each : said.reversed()) {
            for (long position : new LinkedHashSet<>(pointsAt(each.event()))) {
                if (found++ == most) {
                    return new Mentions(by, false);
                }
                by.computeIfAbsent(position, cited -> new ArrayList<>()).addFirst(each.position());
            }
        }
        return new Mentions(by, true);
    }

    private static List<Long> pointsAt(IncidentEvent event) {
        return switch (event) {
            case LogEntryWritten written -> written.positions();
            case RootCauseStated stated -> stated.positions();
            default -> List.of();
        };
    }
}
