package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.flag.ReleaseIsInTheLedger;
import dev.releaseledger.events.incident.LinksAreInTheLedger;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.deploy.NoFreezeStands;
import dev.releaseledger.events.release.deploy.RolloutReplacesWhatRunsThere;
import dev.releaseledger.events.release.health.DeploymentIsWatched;
import dev.releaseledger.events.release.rollback.DeploymentIsWhatRunsThere;
import dev.releaseledger.events.release.rollback.RollbackReturnsToWhatRanThere;
import java.util.Set;

/** How much of a ledger there is to judge by. */
enum Extent {
    /** Every entry from the first on: what is not there was never said. */
    LEDGER,

    /** Some streams, each from its first entry on: what is not there may have been said all the same. */
    BUNDLE;

    /** Why nothing is decided again in a stream where something could not be decided. */
    static final String NOT_WHOLE =
            "entries behind a fault of their stream, or behind a policy version that the bundle does not hold";

    /** Why what depends on other streams is not decided again by a bundle. */
    static final String OUTSIDE = "entries that freezes, environments or other releases may speak against, of which the"
            + " bundle need not tell";

    /** Why a claim is not decided again by a bundle. */
    static final String CLAIMED = "claims of entries that streams outside the bundle may have had before";

    /** The rules that look at other streams. */
    private static final Set<String> OF_OTHER_STREAMS = Set.of(
            NoFreezeStands.class.getSimpleName(),
            RolloutReplacesWhatRunsThere.class.getSimpleName(),
            DeploymentIsWatched.class.getSimpleName(),
            DeploymentIsWhatRunsThere.class.getSimpleName(),
            RollbackReturnsToWhatRanThere.class.getSimpleName(),
            LinksAreInTheLedger.class.getSimpleName(),
            ReleaseIsInTheLedger.class.getSimpleName());

    /** Whether what this rule says depends on what may not be there. */
    boolean leavesOpen(String rule) {
        return this == BUNDLE && OF_OTHER_STREAMS.contains(rule);
    }

    /** Whether a rule that looks at other streams judges the event. */
    boolean leavesOpen(Event event) {
        return this == BUNDLE
                && (event instanceof DeploymentStarted
                        || event instanceof RolloutPlanned
                        || event instanceof HealthReported
                        || event instanceof RollbackTriggered
                        || event instanceof RollbackStarted);
    }
}
