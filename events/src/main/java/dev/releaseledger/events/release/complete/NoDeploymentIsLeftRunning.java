package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release does not end while one of its deployments is under way or a rollback is not over. */
public final class NoDeploymentIsLeftRunning implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        Release release = proposal.release();
        if (release.deployments().values().stream().anyMatch(Deployment::isRunning)) {
            return conflict("a deployment is still running; verify it or record that it failed");
        }
        return release.openRollback()
                .flatMap(rollback -> conflict("rollback " + rollback.rollbackId() + " is not over"));
    }
}
