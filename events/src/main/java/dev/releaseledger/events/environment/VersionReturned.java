package dev.releaseledger.events.environment;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment was taken back: what ran before it runs again.
 *
 * @param rollbackId the rollback
 * @param takenBack the deployment that was taken back
 * @param version the version that runs from now on; null where none does
 */
@EventName("environment.version-returned.v1")
public record VersionReturned(
        UUID rollbackId, UUID takenBack, @Nullable String version) implements EnvironmentEvent {}
