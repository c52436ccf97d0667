package dev.releaseledger.events.release;

import java.util.UUID;

/** What may be said about a deployment that began: how it goes on and how it ends. */
public sealed interface RunningDeploymentEvent extends ReleaseEvent
        permits DeploymentAdvanced, StepTaken, DeploymentVerified, DeploymentFailed {

    /** The deployment. */
    UUID deploymentId();
}
