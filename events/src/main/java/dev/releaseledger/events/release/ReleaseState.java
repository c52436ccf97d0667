package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;

/**
 * What a release's history means so far. A pure fold: {@code evolve} over its events from the first gives the same state for
 * whoever does it.
 */
public sealed interface ReleaseState permits ReleaseState.Unplanned, Release {

    /** The state before the first event. */
    static ReleaseState unplanned() {
        return Unplanned.NOTHING;
    }

    /**
     * The state after this event.
     *
     * @param by who said it, in which roles and when
     * @throws HistoryBroken when the event cannot follow on this state
     */
    ReleaseState evolve(ReleaseEvent event, Attribution by);

    /** Nothing was said yet. */
    enum Unplanned implements ReleaseState {
        NOTHING;

        @Override
        public ReleaseState evolve(ReleaseEvent event, Attribution by) {
            if (event instanceof ReleasePlanned planned) {
                return Release.planned(planned, by);
            }
            throw new HistoryBroken("a release's history begins with its planning, not with "
                    + event.getClass().getSimpleName());
        }
    }
}
