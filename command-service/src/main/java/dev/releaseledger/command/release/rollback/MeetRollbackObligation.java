package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackObligationMet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Show that something which a rollback obliges to was done. */
public record MeetRollbackObligation(
        UUID releaseId, RollbackObligationMet met, @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(met);
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(met.rollbackId()) instanceof Rollback rollback
                && rollback.met().get(met.obligation()) instanceof Rollback.Met before
                && before.evidence().equals(met)
                && before.by().equals(by.actor());
    }
}
