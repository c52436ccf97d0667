package dev.releaseledger.auditor.replay;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.HistoryBroken;

/** What was said in a stream so far, and what that means. */
record Meaning<S, E extends Event>(Family<S, E> family, S state) {
    /**
     * What it means with one more event.
     *
     * @throws HistoryBroken when the event cannot follow
     */
    Meaning<S, E> and(Event event, Attribution by) {
        if (!family.events().isInstance(event)) {
            throw new HistoryBroken(event.getClass().getSimpleName() + " is not said in a stream of "
                    + family.events().getSimpleName());
        }
        return new Meaning<>(
                family, family.evolve().after(state, family.events().cast(event), by));
    }
}
