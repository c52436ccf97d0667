package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackCompleted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Close a rollback that is verified and that people were told of. */
public record CompleteRollback(
        UUID releaseId, UUID rollbackId, @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new RollbackCompleted(rollbackId));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(rollbackId) instanceof Rollback rollback
                && rollback.progress() instanceof Rollback.Progress.Completed;
    }
}
