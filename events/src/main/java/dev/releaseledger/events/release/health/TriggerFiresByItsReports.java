package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A trigger fires once, when the recorded reports pass its limit as often as the policy says, at what is not being taken back already. */
public final class TriggerFiresByItsReports implements Rule<TriggerFired> {
    @Override
    public Optional<Violation> judge(Proposal<? extends TriggerFired> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        TriggerFired fired = proposal.event();
        if (deployment == null) {
            return conflict("deployment " + fired.deploymentId() + " was never started");
        }
        return Triggers.fired(deployment, proposal.release(), proposal.policy(), fired.rollbackId()).stream()
                        .anyMatch(fired::equals)
                ? Optional.empty()
                : conflict("the recorded reports do not let trigger " + fired.trigger() + " fire like this");
    }
}
