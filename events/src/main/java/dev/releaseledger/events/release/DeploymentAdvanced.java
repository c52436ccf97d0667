package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A deployment went on: more instances, or more traffic.
 *
 * @param deploymentId the deployment
 * @param percent how far it is, from 1 to 100
 */
@EventName("release.deployment-advanced.v1")
public record DeploymentAdvanced(UUID deploymentId, int percent) implements RunningDeploymentEvent {}
