package dev.releaseledger.command.flag;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.events.flag.ReleaseNamed;
import java.util.Set;
import java.util.UUID;

/** Where a decision about a flag learns which releases there are. */
@FunctionalInterface
public interface ReleasesBeside {

    /**
     * What of this the ledger does not have. It never loses what it has; that it has not holds only as long as nothing more was
     * said of the release.
     */
    Set<UUID> nowhere(ReleaseNamed named, CommandInHand hand);

    /** There are none; for whoever runs the aggregates without a ledger. */
    static ReleasesBeside none() {
        return (named, hand) -> Set.of(named.releaseId());
    }
}
