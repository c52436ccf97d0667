package dev.releaseledger.events.environment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What runs in an environment.
 *
 * @param releaseId the release
 * @param deploymentId its deployment
 * @param version the release's version
 * @param colour where it runs in an environment of two colours
 */
public record RunningVersion(
        UUID releaseId,
        UUID deploymentId,
        String version,
        @Nullable Colour colour) {}
