package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A deployment that is there can be taken back, once; again only where that failed. */
public final class DeploymentCanBeTakenBack implements Rule<RollbackTriggered> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackTriggered> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return conflict("deployment " + proposal.event().deploymentId() + " was never started");
        }
        boolean gone = deployment.standing() instanceof Deployment.Standing.TakenBack takenBack
                && !(proposal.release().rollbacks().get(takenBack.rollbackId()) instanceof Rollback before
                        && before.progress() instanceof Rollback.Progress.Failed);
        return gone
                ? conflict("deployment " + deployment.deploymentId() + " was taken back already")
                : Optional.empty();
    }
}
