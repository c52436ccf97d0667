package dev.releaseledger.query.environment;

import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.DeploymentCourse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A deployment and how it went. */
record DeploymentRow(
        UUID releaseId,
        UUID deploymentId,
        String product,
        String version,
        Strategy strategy,
        @Nullable Artefact artefact,
        DeploymentCourse course) {}
