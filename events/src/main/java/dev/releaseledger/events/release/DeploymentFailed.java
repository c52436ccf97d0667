package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment was looked at and does not work.
 *
 * @param deploymentId the deployment
 * @param source the tool or person that found it
 * @param link where the details are
 * @param digest {@code sha256:<hex>} of the verification's record
 * @param summary what was seen
 */
@EventName("release.deployment-failed.v1")
public record DeploymentFailed(
        UUID deploymentId,
        String source,
        @Nullable String link,
        @Nullable String digest,
        @Nullable String summary) implements RunningDeploymentEvent {}
