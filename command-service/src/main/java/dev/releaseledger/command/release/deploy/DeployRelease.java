package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.release.EnvironmentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begin a deployment to one environment.
 *
 * @param strategy by which strategy; null for the release's own
 * @param rolling how many instances a rolling deployment replaces; null for what the policy says
 * @param colour which colour a blue-green deployment goes to; null for the one where nothing runs
 * @param flags the flags that open a dark deployment
 * @param there what is in the environment; nothing before that was looked up
 */
public record DeployRelease(
        UUID releaseId,
        UUID deploymentId,
        String environmentName,
        @Nullable Strategy strategy,
        @Nullable Artefact artefact,
        @Nullable RollingSize rolling,
        @Nullable Colour colour,
        Set<String> flags,
        There there,
        @Nullable Instant occurredAt)
        implements EnvironmentCommand {

    public DeployRelease {
        flags = Set.copyOf(flags);
    }

    @Override
    public Optional<String> environment(Release release) {
        return Optional.of(environmentName);
    }

    @Override
    public DeployRelease in(There found) {
        return new DeployRelease(
                releaseId,
                deploymentId,
                environmentName,
                strategy,
                artefact,
                rolling,
                colour,
                flags,
                found,
                occurredAt);
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        DeploymentStarted started =
                new DeploymentStarted(deploymentId, environmentName, strategyFor(release), artefact);
        return by.isBackfill() ? List.of(started) : List.of(started, planned(release, policy));
    }

    private RolloutPlanned planned(Release release, ReleasePolicy policy) {
        RunningVersion current = there.environment().current().orElse(null);
        RollingSize size = rolling == null
                ? new RollingSize(
                        policy.deployments().rolling().instances(),
                        policy.deployments().rolling().batch())
                : rolling;
        Strategy way = strategyFor(release);
        Colour idle = colour == null ? idle(current) : colour;
        boolean possible = size.batch() > 0 && size.instances() > 0;
        return new RolloutPlanned(
                deploymentId,
                possible
                        ? Rollout.of(way, policy.deployments(), size, idle, flags)
                                .steps()
                        : List.of(),
                way == Strategy.ROLLING ? size : null,
                way == Strategy.BLUE_GREEN ? idle : null,
                flags,
                current,
                there.usual().get());
    }

    private static Colour idle(@Nullable RunningVersion current) {
        return current == null || current.colour() == null
                ? Colour.GREEN
                : current.colour().other();
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Deployment known = release.deployments().get(deploymentId);
        return known != null
                && known.environment().equals(environmentName)
                && known.strategy() == strategyFor(release)
                && Objects.equals(known.artefact(), artefact)
                && isPlannedSo(known.rollout());
    }

    private boolean isPlannedSo(@Nullable Rollout rollout) {
        return switch (rollout) {
            case null -> true;
            case Rollout.BigBang all -> true;
            case Rollout.Rolling batches -> rolling == null || rolling.equals(batches.size());
            case Rollout.BlueGreen colours -> colour == null || colour == colours.idle();
            case Rollout.Canary steps -> true;
            case Rollout.Dark dark -> flags.equals(dark.flags());
        };
    }

    private Strategy strategyFor(Release release) {
        return strategy == null ? release.plan().strategy() : strategy;
    }
}
