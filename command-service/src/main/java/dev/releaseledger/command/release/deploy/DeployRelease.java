package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begin a deployment to one environment. */
public record DeployRelease(
        UUID releaseId,
        UUID deploymentId,
        String environment,
        @Nullable Strategy strategy,
        @Nullable Artefact artefact,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new DeploymentStarted(deploymentId, environment, strategyFor(release), artefact));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Deployment known = release.deployments().get(deploymentId);
        return known != null
                && known.environment().equals(environment)
                && known.strategy() == strategyFor(release)
                && Objects.equals(known.artefact(), artefact);
    }

    private Strategy strategyFor(Release release) {
        return strategy == null ? release.plan().strategy() : strategy;
    }
}
