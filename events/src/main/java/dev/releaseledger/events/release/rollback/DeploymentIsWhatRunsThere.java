package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is taken back is what runs in its environment: where another version took its place, that one would have to be. */
public final class DeploymentIsWhatRunsThere implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        UUID deploymentId = deploymentId(proposal.event());
        if (deploymentId == null || proposal.by().isBackfill()) {
            return Optional.empty();
        }
        return proposal.around()
                .environment()
                .inPlaceOf(deploymentId)
                .flatMap(other -> conflict(other.version() + " took the place of deployment " + deploymentId
                        + "; take back deployment " + other.deploymentId() + " of release " + other.releaseId()));
    }

    private static @Nullable UUID deploymentId(ReleaseEvent event) {
        if (event instanceof RollbackTriggered triggered) {
            return triggered.deploymentId();
        }
        return event instanceof RollbackStarted started ? started.deploymentId() : null;
    }
}
