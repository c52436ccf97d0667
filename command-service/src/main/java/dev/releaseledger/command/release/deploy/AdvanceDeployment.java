package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.StepTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Go on with a deployment: take its next step.
 *
 * @param step the step, by its name; null where the next one is meant, or the percent tells
 * @param percent how far it is with the step; null where the name tells, or the next one is meant
 */
public record AdvanceDeployment(
        UUID releaseId,
        UUID deploymentId,
        @Nullable String step,
        @Nullable Integer percent,
        @Nullable String link,
        @Nullable String digest,
        @Nullable String comment,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        if (deployment == null || deployment.rollout() == null) {
            return List.of(new DeploymentAdvanced(deploymentId, percent == null ? 100 : percent));
        }
        RolloutStep wanted = wanted(deployment);
        return List.of(new StepTaken(deploymentId, wanted.name(), wanted.percent(), link, digest, comment));
    }

    /** What is meant; where there is no such step, one that the rules do not know either. */
    private RolloutStep wanted(Deployment deployment) {
        List<RolloutStep> steps =
                deployment.rollout() == null ? List.of() : deployment.rollout().steps();
        if (step != null) {
            return steps.stream()
                    .filter(each -> each.name().equals(step))
                    .findFirst()
                    .orElse(new RolloutStep(step, percent == null ? 0 : percent, Duration.ZERO, false));
        }
        if (percent != null) {
            return steps.stream()
                    .skip(deployment.taken().size())
                    .filter(each -> each.percent() == percent)
                    .findFirst()
                    .orElse(new RolloutStep(percent + "-percent", percent, Duration.ZERO, false));
        }
        return deployment.nextStep().orElse(new RolloutStep("another", 100, Duration.ZERO, false));
    }

    /** The same word about the step that was taken last says nothing new. */
    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        if (deployment == null) {
            return false;
        }
        if (deployment.rollout() != null) {
            return deployment.lastStep().filter(last -> isMeant(last.step())).isPresent()
                    && deployment.nextStep().filter(this::isMeant).isEmpty();
        }
        return percent != null
                && switch (deployment.standing()) {
                    case Deployment.Standing.Running running -> running.percent() == percent;
                    case Deployment.Standing.Verified verified -> percent == 100;
                    case Deployment.Standing.Failed failed -> false;
                    case Deployment.Standing.TakenBack takenBack -> false;
                };
    }

    private boolean isMeant(RolloutStep taken) {
        return step == null ? percent != null && percent == taken.percent() : step.equals(taken.name());
    }
}
