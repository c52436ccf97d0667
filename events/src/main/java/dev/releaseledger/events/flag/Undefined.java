package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;

/** Before a flag was defined. */
public record Undefined() implements FlagState {
    @Override
    public FlagState evolve(FlagEvent event, Attribution by) {
        if (event instanceof FlagDefined defined) {
            return Flag.defined(defined, by);
        }
        throw new HistoryBroken(
                "a flag begins by being defined, not by " + event.getClass().getSimpleName());
    }
}
