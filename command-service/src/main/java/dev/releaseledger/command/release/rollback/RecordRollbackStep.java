package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackStepDone;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Record that one kind of a rollback was executed. */
public record RecordRollbackStep(
        UUID releaseId, RollbackStepDone step, @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(step);
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(step.rollbackId()) instanceof Rollback rollback
                && rollback.done().get(step.kind()) instanceof Rollback.Done done
                && done.evidence().equals(step)
                && done.by().equals(by.actor());
    }
}
