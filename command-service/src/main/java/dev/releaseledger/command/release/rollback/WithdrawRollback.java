package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackWithdrawn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Take the demand for a rollback back, before it is confirmed. */
public record WithdrawRollback(
        UUID releaseId,
        UUID rollbackId,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new RollbackWithdrawn(rollbackId, reason));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(rollbackId) instanceof Rollback rollback
                && rollback.progress() instanceof Rollback.Progress.Withdrawn withdrawn
                && withdrawn.reason().equals(reason);
    }
}
