package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What is to be taken back is not found to work or not to work meanwhile: that would free its place. */
public final class NoRollbackOfItWaits implements Rule<RunningDeploymentEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RunningDeploymentEvent> proposal) {
        return proposal.release()
                .rollbackOf(proposal.event().deploymentId())
                .filter(Rollback::isWaiting)
                .flatMap(rollback -> conflict(
                        "rollback " + rollback.rollbackId() + " waits for confirmation; confirm or withdraw it"));
    }
}
