package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment took its next step.
 *
 * @param deploymentId the deployment
 * @param step the step's name
 * @param percent how far the deployment is with it, from 0 to 100
 * @param link where the details are
 * @param digest {@code sha256:<hex>} of what the link leads to
 * @param comment what was seen
 */
@EventName("release.step-taken.v1")
public record StepTaken(
        UUID deploymentId,
        String step,
        int percent,
        @Nullable String link,
        @Nullable String digest,
        @Nullable String comment)
        implements RunningDeploymentEvent {}
