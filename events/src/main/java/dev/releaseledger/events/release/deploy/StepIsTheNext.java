package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Steps are taken in their order, none is left out, and each goes as far as it was planned to. */
public final class StepIsTheNext implements Rule<StepTaken> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StepTaken> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return Optional.empty();
        }
        RolloutStep next = deployment.nextStep().orElse(null);
        StepTaken taken = proposal.event();
        if (next == null) {
            return conflict("a " + deployment.strategy() + " deployment has no step left to take");
        }
        return next.name().equals(taken.step()) && next.percent() == taken.percent()
                ? Optional.empty()
                : conflict("its next step is " + next.name() + " at " + next.percent() + " %, not " + taken.step()
                        + " at " + taken.percent() + " %");
    }
}
