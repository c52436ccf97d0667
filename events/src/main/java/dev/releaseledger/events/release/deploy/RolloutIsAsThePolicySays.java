package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a deployment are those of its strategy and the policy. */
public final class RolloutIsAsThePolicySays implements Rule<RolloutPlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RolloutPlanned> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return Optional.empty();
        }
        RolloutPlanned planned = proposal.event();
        return switch (deployment.strategy()) {
            case ROLLING -> fault(planned.rolling()).or(() -> others(deployment, planned, proposal));
            case FEATURE_FLAGS ->
                planned.flags().isEmpty()
                        ? unprocessable("a deployment by FEATURE_FLAGS is dark; name the flags that open it")
                        : others(deployment, planned, proposal);
            case BIG_BANG, BLUE_GREEN, CANARY -> others(deployment, planned, proposal);
        };
    }

    private Optional<Violation> fault(@Nullable RollingSize size) {
        if (size == null
                || size.batch() < 1
                || size.batch() > size.instances()
                || size.instances() > RollingSize.MOST_INSTANCES) {
            return unprocessable("a rolling deployment replaces batches of 1 to all of 1 to "
                    + RollingSize.MOST_INSTANCES
                    + " instances, not " + (size == null ? "none" : size.batch() + " of " + size.instances()));
        }
        return size.batches() <= RollingSize.MOST_BATCHES
                ? Optional.empty()
                : unprocessable("batches of " + size.batch() + " of " + size.instances() + " instances are "
                        + size.batches() + "; at most " + RollingSize.MOST_BATCHES);
    }

    private Optional<Violation> others(
            Deployment deployment, RolloutPlanned planned, Proposal<? extends RolloutPlanned> proposal) {
        List<RolloutStep> steps = Rollout.of(
                        deployment.strategy(),
                        proposal.policy().deployments(),
                        planned.rolling() == null ? new RollingSize(1, 1) : planned.rolling(),
                        planned.idle() == null ? Colour.GREEN : planned.idle(),
                        planned.flags())
                .steps();
        return steps.equals(planned.steps())
                ? Optional.empty()
                : unprocessable("by the policy its steps are "
                        + steps.stream().map(RolloutStep::name).collect(Collectors.joining(", ")));
    }
}
