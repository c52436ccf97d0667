package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A deployment that goes step by step is verified when it has gone to the end. */
public final class EveryStepIsTaken implements Rule<DeploymentVerified> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentVerified> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment != null && deployment.rollout() != null) {
            return deployment
                    .stepBeforeVerification()
                    .flatMap(last -> conflict("a " + deployment.strategy() + " deployment is verified after its step "
                            + last.name() + "; its next one is "
                            + deployment.nextStep().map(RolloutStep::name).orElse("none")));
        }
        if (deployment != null
                && deployment.standing() instanceof Deployment.Standing.Running running
                && deployment.goesStepByStep()
                && running.percent() < 100) {
            return conflict("a " + deployment.strategy() + " deployment is verified at 100 %; it is at "
                    + running.percent() + " %");
        }
        return Optional.empty();
    }
}
