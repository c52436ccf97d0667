package dev.releaseledger.command.flag;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.flag.ReleaseNamed;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import java.util.Set;
import java.util.UUID;

/** The releases that the ledger has. */
final class LedgerReleases implements ReleasesBeside {
    private final StreamStates<ReleaseState> releases;

    LedgerReleases(StreamStates<ReleaseState> releases) {
        this.releases = releases;
    }

    @Override
    public Set<UUID> nowhere(ReleaseNamed named, CommandInHand hand) {
        String stream = ReleaseEvent.stream(named.releaseId());
        if (named.missingIn(releases.of(stream).state()).isEmpty()) {
            return Set.of();
        }
        releases.forget(stream);
        StreamStates.Standing<ReleaseState> now = releases.of(stream);
        Set<UUID> missing = named.missingIn(now.state());
        if (!missing.isEmpty()) {
            hand.reads(stream, now.sequence());
        }
        return missing;
    }
}
