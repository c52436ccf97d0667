package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.TakenStep;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;

/** A step lasts as long as the policy says before the next one follows; one that is judged, before the verification too. */
public final class StepLastedLongEnough implements Rule<RunningDeploymentEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RunningDeploymentEvent> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        TakenStep last = deployment == null ? null : deployment.lastStep().orElse(null);
        if (last == null
                || !(proposal.event() instanceof StepTaken || last.step().judged())) {
            return Optional.empty();
        }
        Instant until = last.at().plus(last.step().atLeast());
        return proposal.by().judgedAt().isBefore(until)
                ? conflict("step " + last.step().name() + " lasts at least until " + until + ", and it is "
                        + proposal.by().judgedAt())
                : Optional.empty();
    }
}
