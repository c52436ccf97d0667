package dev.releaseledger.query.policy;

import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.query.entry.ReadEntry;

/**
 * The versions of a product's policy, folded so far.
 *
 * @param sequence the last known sequence; -1 before the first
 * @param incomplete whether an entry could not be understood, so that versions are missing here
 */
public record PolicyStream(PolicyState state, long sequence, boolean incomplete) {

    /** Of a product that has the default policy alone. */
    public static PolicyStream empty() {
        return new PolicyStream(PolicyState.unpublished(), -1, false);
    }

    /** With what one more entry of the product's policy stream says. */
    public PolicyStream and(byte[] entry) {
        return switch (ReadEntry.of(entry)) {
            case ReadEntry.Understood understood -> evolved(understood);
            case ReadEntry.NotKnown notKnown ->
                new PolicyStream(state, notKnown.envelope().sequence(), true);
            case ReadEntry.Unreadable unreadable -> new PolicyStream(state, sequence, true);
        };
    }

    private PolicyStream evolved(ReadEntry.Understood entry) {
        long said = entry.envelope().sequence();
        if (!(entry.event() instanceof PolicyEvent event)) {
            return new PolicyStream(state, said, true);
        }
        try {
            return new PolicyStream(state.evolve(event, entry.envelope().attribution()), said, incomplete);
        } catch (HistoryBroken e) {
            return new PolicyStream(state, said, true);
        }
    }
}
