package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.health.Triggers;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;

/** A rollback starts once, when both people confirmed it, or at once where the policy lets its trigger act before that. */
public final class RollbackMayStart implements Rule<RollbackStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackStarted> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        if (rollback == null || !rollback.deploymentId().equals(proposal.event().deploymentId())) {
            return conflict("no rollback " + proposal.event().rollbackId() + " of deployment "
                    + proposal.event().deploymentId() + " was triggered");
        }
        if (!rollback.isWaiting()) {
            return conflict("rollback " + rollback.rollbackId() + " does not wait any more");
        }
        String trigger = proposal.event().preAuthorisedBy();
        if (trigger == null) {
            return rollback.isConfirmed()
                    ? Optional.empty()
                    : conflict("a rollback is confirmed by an on-call engineer and a manager");
        }
        Deployment deployment = proposal.release().deployments().get(rollback.deploymentId());
        boolean demanded = deployment != null
                && deployment.health().fired().get(trigger) instanceof TriggerFired fired
                && fired.rollbackId().equals(rollback.rollbackId())
                && isTakenBackByTriggers(rollback.demand().kinds(), deployment, proposal.policy());
        boolean lets = proposal.policy().rollback().preAuthorised().contains(trigger);
        return demanded && lets
                ? Optional.empty()
                : conflict("the policy does not let trigger " + trigger + " act before people confirm it");
    }

    /**
     * What the policy names as well as what triggers take back of this deployment, so that what people demanded of both waits no
     * longer than each would alone. What is beyond that waits for people.
     */
    private static boolean isTakenBackByTriggers(
            Set<RollbackKind> demanded, Deployment deployment, ReleasePolicy policy) {
        Set<RollbackKind> byTriggers = Triggers.kinds(deployment, policy);
        return demanded.stream()
                .allMatch(kind -> policy.rollback().kinds().contains(kind) || byTriggers.contains(kind));
    }
}
