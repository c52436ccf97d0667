package dev.releaseledger.command.flag;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.OpenedDeployment;
import dev.releaseledger.events.flag.ReleaseNamed;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where a decision about a flag learns which releases there are, and how what it opens stands. */
public interface ReleasesBeside {

    /**
     * What of this the ledger does not have. It never loses what it has; that it has not holds only as long as nothing more was
     * said of the release.
     */
    Set<UUID> nowhere(ReleaseNamed named, CommandInHand hand);

    /**
     * The deployments that an event would open further, as they stand. Whatever is read for it is a condition of what the
     * decision leads to.
     */
    List<OpenedDeployment> opened(FlagEvent event, FlagState state, CommandInHand hand);

    /** There are none; for whoever runs the aggregates without a ledger. */
    static ReleasesBeside none() {
        return new ReleasesBeside() {
            @Override
            public Set<UUID> nowhere(ReleaseNamed named, CommandInHand hand) {
                return Set.of(named.releaseId());
            }

            @Override
            public List<OpenedDeployment> opened(FlagEvent event, FlagState state, CommandInHand hand) {
                return List.of();
            }
        };
    }
}
