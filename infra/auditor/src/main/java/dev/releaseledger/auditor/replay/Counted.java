package dev.releaseledger.auditor.replay;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * How often each type of event was said, for streams whose events mean nothing beyond themselves.
 *
 * @param byType the count of each type, by its full name
 */
record Counted(PMap<String, Long> byType) {
    static Counted nothing() {
        return new Counted(HashTreePMap.empty());
    }

    Counted evolve(Event event, Attribution by) {
        return new Counted(oneMore(byType, Events.typeOf(event).name()));
    }

    static PMap<String, Long> oneMore(PMap<String, Long> counts, String name) {
        return counts.plus(name, counts.getOrDefault(name, 0L) + 1);
    }
}
