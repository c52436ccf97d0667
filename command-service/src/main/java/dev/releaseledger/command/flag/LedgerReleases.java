package dev.releaseledger.command.flag;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.command.flag.FlagCommand.ReleaseNamed;
import dev.releaseledger.events.release.Release;
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
        if (missing(releases.of(stream).state(), named).isEmpty()) {
            return Set.of();
        }
        releases.forget(stream);
        StreamStates.Standing<ReleaseState> now = releases.of(stream);
        Set<UUID> missing = missing(now.state(), named);
        if (!missing.isEmpty()) {
            hand.reads(stream, now.sequence());
        }
        return missing;
    }

    private static Set<UUID> missing(ReleaseState state, ReleaseNamed named) {
        if (!(state instanceof Release release)) {
            return Set.of(named.releaseId());
        }
        UUID rollback = named.rollbackId();
        return rollback == null || release.rollbacks().containsKey(rollback) ? Set.of() : Set.of(rollback);
    }
}
