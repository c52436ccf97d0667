package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say what a plea for a hotfix qualifies by, and who sees it through. */
public record TriageHotfix(
        UUID releaseId,
        String qualifiesBy,
        String severity,
        UUID owner,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new HotfixTriaged(qualifiesBy, severity, owner));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        HotfixLane.Triage triage = release.hotfix().triage();
        return triage != null
                && triage.by().equals(by.actor())
                && new HotfixTriaged(triage.qualifiesBy(), triage.severity(), triage.owner())
                        .equals(new HotfixTriaged(qualifiesBy, severity, owner));
    }
}
