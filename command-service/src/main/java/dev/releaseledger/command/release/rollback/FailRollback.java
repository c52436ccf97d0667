package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Say that a rollback does not work.
 *
 * @param kind what could not be taken back; null where it was not the execution that failed
 * @param summary what was seen
 */
public record FailRollback(
        UUID releaseId,
        UUID rollbackId,
        @Nullable RollbackKind kind,
        String summary,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    private static final UUID NONE = new UUID(0, 0);

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        UUID deploymentId = Optional.ofNullable(release.rollbacks().get(rollbackId))
                .map(Rollback::deploymentId)
                .orElse(NONE);
        return List.of(new RollbackFailed(rollbackId, deploymentId, kind, summary));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(rollbackId) instanceof Rollback rollback
                && rollback.progress() instanceof Rollback.Progress.Failed failed
                && failed.kind() == kind
                && failed.summary().equals(summary);
    }
}
