package dev.releaseledger.events.release;

import java.util.UUID;

/** What may be said about a deployment that is under way. */
public sealed interface RunningDeploymentEvent extends ReleaseEvent
        permits DeploymentAdvanced, DeploymentVerified, DeploymentFailed {

    /** The deployment. */
    UUID deploymentId();
}
