package dev.releaseledger.command.release;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import java.util.Optional;
import java.util.function.Function;

/** Releases as they stand in the ledger now. */
public final class CurrentReleases {
    private final Function<String, ReleaseState> now;
    private final Policies policies;

    /** As they are in the ledger that this reads. */
    public CurrentReleases(EntryReader reader, Policies policies) {
        this(readAfresh(reader), policies);
    }

    /** @param now how the release of a stream stands */
    public CurrentReleases(Function<String, ReleaseState> now, Policies policies) {
        this.now = now;
        this.policies = policies;
    }

    private static Function<String, ReleaseState> readAfresh(EntryReader reader) {
        StreamStates<ReleaseState> states = new StreamStates<>(
                reader,
                ReleaseState.unplanned(),
                (state, event, by) -> event instanceof ReleaseEvent said ? state.evolve(said, by) : state,
                1);
        return stream -> {
            states.forget(stream);
            return states.of(stream).state();
        };
    }

    /**
     * How the release of this stream stands, read afresh; empty where there is none.
     *
     * @throws LedgerUnavailable when the database does not answer
     */
    public Optional<Release> of(String stream) {
        return now.apply(stream) instanceof Release release ? Optional.of(release) : Optional.empty();
    }

    /** The policy that a release pins. */
    public ReleasePolicy policyOf(Release release) {
        return policies.pinned(release.plan().product(), release.plan().policyVersion());
    }
}
