package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.TakenStep;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What is judged goes on once health reports of a time after the step say that it is healthy. No data is no health. */
public final class StepWasFoundHealthy implements Rule<RunningDeploymentEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RunningDeploymentEvent> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        TakenStep last = deployment == null ? null : deployment.lastStep().orElse(null);
        if (deployment == null || last == null || !last.step().judged() || deployment.isHealthySince(last.at())) {
            return Optional.empty();
        }
        HealthVerdict verdict = deployment.health().verdict();
        return conflict("no health report of a time after " + last.at() + " says that step "
                + last.step().name() + " is healthy"
                + (verdict == null ? "; none was made" : "; the verdict is " + verdict));
    }
}
