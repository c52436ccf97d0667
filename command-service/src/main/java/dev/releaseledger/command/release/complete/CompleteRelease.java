package dev.releaseledger.command.release.complete;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Close a release: everything is done. */
public record CompleteRelease(
        UUID releaseId, @Nullable String comment, @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new ReleaseCompleted(comment));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.ending() instanceof Ending.Completed;
    }
}
