package dev.releaseledger.command.policy;

import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.util.Optional;

/**
 * The rules of every product as the ledger has them. What {@link #current} answers may be older than the ledger: whoever
 * decides by it makes its sequence a condition. A version that is pinned never changes.
 */
public final class LedgerPolicies implements Policies {
    private final StreamStates<PolicyState> states;

    public LedgerPolicies(StreamStates<PolicyState> states) {
        this.states = states;
    }

    @Override
    public ReleasePolicy pinned(String product, int version) {
        if (version == PolicyBook.defaultPolicy().version()) {
            return PolicyBook.defaultPolicy();
        }
        String stream = PolicyEvent.stream(product);
        Optional<ReleasePolicy> known = states.of(stream).state().version(version);
        if (known.isEmpty()) {
            // Another instance may have published it since this one looked.
            states.forget(stream);
            known = states.of(stream).state().version(version);
        }
        return known.orElseThrow(
                () -> new IllegalArgumentException("there is no version " + version + " of " + product + "'s policy"));
    }

    @Override
    public Current current(String product) {
        StreamStates.Standing<PolicyState> standing = states.of(PolicyEvent.stream(product));
        return new Current(standing.state().current(), standing.sequence());
    }
}
