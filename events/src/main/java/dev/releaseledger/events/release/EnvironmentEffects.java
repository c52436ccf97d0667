package dev.releaseledger.events.release;

import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionReturned;
import dev.releaseledger.events.environment.VersionTookOver;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What an event of a release means for the environment that it is about: it is recorded there too, together with it. */
public final class EnvironmentEffects {
    private EnvironmentEffects() {}

    /**
     * What happens in an environment.
     *
     * @param stream the environment's stream
     */
    public record Effect(String stream, EnvironmentEvent event) {}

    /** What this event means on this state; empty where it changes nothing about what runs where. Pure. */
    public static Optional<Effect> of(UUID releaseId, Release before, ReleaseEvent event) {
        if (event instanceof DeploymentVerified verified) {
            return effect(
                    before,
                    verified.deploymentId(),
                    deployment -> new VersionTookOver(running(releaseId, before, deployment)));
        }
        if (event instanceof RollbackAuthorised authorised) {
            return returned(before, authorised.rollbackId());
        }
        return event instanceof RollbackVerified verified ? returned(before, verified.rollbackId()) : Optional.empty();
    }

    private static RunningVersion running(UUID releaseId, Release release, Deployment deployment) {
        return new RunningVersion(
                releaseId,
                deployment.deploymentId(),
                release.plan().version(),
                deployment.rollout() instanceof Rollout.BlueGreen colours ? colours.idle() : null);
    }

    private static Optional<Effect> returned(Release release, UUID rollbackId) {
        Rollback rollback = release.rollbacks().get(rollbackId);
        return rollback == null || !rollback.demand().kinds().contains(RollbackKind.CODE)
                ? Optional.empty()
                : effect(
                        release,
                        rollback.deploymentId(),
                        deployment -> new VersionReturned(
                                rollbackId,
                                deployment.deploymentId(),
                                rollback.demand().toVersion()));
    }

    private static Optional<Effect> effect(
            Release release, UUID deploymentId, Function<Deployment, EnvironmentEvent> event) {
        return Optional.ofNullable(release.deployments().get(deploymentId))
                .map(deployment -> new Effect(
                        EnvironmentEvent.stream(release.plan().product(), deployment.environment()),
                        event.apply(deployment)));
    }
}
