package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;

/** What the history of a flag means so far. */
public sealed interface FlagState permits Undefined, Flag {
    /** The state before the first event. */
    static FlagState undefined() {
        return new Undefined();
    }

    /**
     * The state after this event.
     *
     * @throws HistoryBroken when the event cannot follow on this state
     */
    FlagState evolve(FlagEvent event, Attribution by);
}
