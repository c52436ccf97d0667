package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.health.Health;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback is verified by health reports of a time after it was executed, not by word alone. */
public final class HealthReportsSayItHelped implements Rule<RollbackVerified> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackVerified> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        RollbackVerified verified = proposal.event();
        if (rollback == null || !rollback.deploymentId().equals(verified.deploymentId())) {
            return conflict("no rollback " + verified.rollbackId() + " of deployment " + verified.deploymentId()
                    + " was triggered");
        }
        if (!(rollback.progress() instanceof Rollback.Progress.Executed executed)) {
            return conflict("the rollback " + RollbackWords.of(rollback.progress()));
        }
        Deployment deployment = proposal.release().deployments().get(rollback.deploymentId());
        boolean healthy = deployment != null
                && Health.verdictSince(
                                deployment.health(),
                                executed.at(),
                                Health.baseline(deployment, proposal.policy()),
                                proposal.policy())
                        == HealthVerdict.HEALTHY
                && Health.since(deployment.health(), executed.at())
                        .getLast()
                        .id()
                        .equals(verified.report());
        return healthy
                ? Optional.empty()
                : conflict("no health report of a time from " + executed.at()
                        + " on says that the environment is healthy; report its health");
    }
}
