package dev.releaseledger.command.release.complete;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Call a release off. */
public record CancelRelease(
        UUID releaseId, String reason, @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new ReleaseCancelled(reason));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.ending() instanceof Ending.Cancelled;
    }
}
