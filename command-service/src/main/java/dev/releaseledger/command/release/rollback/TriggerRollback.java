package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ask for a deployment to be taken back. */
public record TriggerRollback(
        UUID releaseId,
        UUID rollbackId,
        UUID deploymentId,
        RollbackReason reason,
        Set<RollbackKind> kinds,
        @Nullable String toVersion,
        String summary,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new RollbackTriggered(rollbackId, deploymentId, reason, kinds, toVersion, summary));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Rollback known = release.rollbacks().get(rollbackId);
        return known != null
                && new RollbackTriggered(
                                known.rollbackId(),
                                known.deploymentId(),
                                known.reason(),
                                known.kinds(),
                                known.toVersion(),
                                known.summary())
                        .equals(new RollbackTriggered(rollbackId, deploymentId, reason, kinds, toVersion, summary));
    }
}
