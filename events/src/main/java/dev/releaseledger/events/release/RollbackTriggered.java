package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment is to be taken back.
 *
 * @param rollbackId the rollback
 * @param deploymentId the deployment
 * @param reason why
 * @param kinds what has to be taken back: code, flags, data
 * @param toVersion the version to return to, where it is known
 * @param summary what was seen
 */
@EventName("release.rollback-triggered.v1")
public record RollbackTriggered(
        UUID rollbackId,
        UUID deploymentId,
        RollbackReason reason,
        Set<RollbackKind> kinds,
        @Nullable String toVersion,
        String summary)
        implements ReleaseEvent {
    public RollbackTriggered {
        kinds = kinds.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }
}
