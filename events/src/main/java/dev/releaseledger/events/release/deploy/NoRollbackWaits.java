package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Nothing new is deployed while a rollback waits for confirmation. */
public final class NoRollbackWaits implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.release()
                .openRollback()
                .flatMap(rollback -> conflict("rollback " + rollback.rollbackId() + " waits for confirmation"));
    }
}
