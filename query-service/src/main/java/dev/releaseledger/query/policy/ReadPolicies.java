package dev.releaseledger.query.policy;

import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.query.entry.ReadEntry;

/** A product's versions, folded from entries. What cannot be understood says nothing: its version is missing. */
public final class ReadPolicies {
    private ReadPolicies() {}

    /** The versions with what one more entry of the product's policy stream says. */
    public static PolicyState and(PolicyState state, byte[] entry) {
        if (ReadEntry.of(entry) instanceof ReadEntry.Understood understood
                && understood.event() instanceof PolicyEvent event) {
            try {
                return state.evolve(event, understood.envelope().attribution());
            } catch (HistoryBroken e) {
                return state;
            }
        }
        return state;
    }
}
