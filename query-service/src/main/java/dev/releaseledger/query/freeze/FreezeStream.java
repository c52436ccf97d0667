package dev.releaseledger.query.freeze;

import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.query.entry.ReadEntry;

/**
 * A product's freezes, folded so far.
 *
 * @param sequence the last known sequence; -1 before the first
 * @param position the position of the last entry; -1 before the first
 * @param incomplete whether an entry could not be understood, so that something may be missing here
 */
public record FreezeStream(FreezeState state, long sequence, long position, boolean incomplete) {

    static FreezeStream empty() {
        return new FreezeStream(FreezeState.none(), -1, -1, false);
    }

    FreezeStream and(long at, ReadEntry entry) {
        return switch (entry) {
            case ReadEntry.Understood understood -> evolved(at, understood);
            case ReadEntry.NotKnown notKnown ->
                new FreezeStream(state, notKnown.envelope().sequence(), at, true);
            case ReadEntry.Unreadable unreadable -> new FreezeStream(state, sequence, at, true);
        };
    }

    private FreezeStream evolved(long at, ReadEntry.Understood entry) {
        long said = entry.envelope().sequence();
        if (!(entry.event() instanceof FreezeEvent event)) {
            return new FreezeStream(state, said, at, true);
        }
        try {
            return new FreezeStream(state.evolve(event, entry.envelope().attribution()), said, at, incomplete);
        } catch (HistoryBroken e) {
            return new FreezeStream(state, said, at, true);
        }
    }
}
