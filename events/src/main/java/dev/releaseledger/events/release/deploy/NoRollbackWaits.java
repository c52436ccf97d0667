package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Nothing new is deployed to an environment while a rollback there waits for confirmation or is being done. */
public final class NoRollbackWaits implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.release()
                .rollbackIn(proposal.event().environment())
                .flatMap(rollback -> conflict("rollback " + rollback.rollbackId()
                        + (rollback.isWaiting()
                                ? " waits for confirmation; confirm or withdraw it"
                                : " is being done; wait until it is verified")));
    }
}
