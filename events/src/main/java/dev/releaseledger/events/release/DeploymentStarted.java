package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of the release to one environment began.
 *
 * @param deploymentId the deployment
 * @param environment where to, e.g. {@code production}
 * @param strategy by which strategy
 * @param artefact what is deployed, where it is named
 */
@EventName("release.deployment-started.v1")
public record DeploymentStarted(
        UUID deploymentId,
        String environment,
        Strategy strategy,
        @Nullable Artefact artefact) implements ReleaseEvent {}
