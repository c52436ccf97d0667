package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.HotfixBranched;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say where a fix is made, and from what it was branched. */
public record BranchHotfix(
        UUID releaseId,
        String branch,
        String base,
        String commit,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new HotfixBranched(branch, base, commit));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        HotfixLane.Branch known = release.hotfix().branch();
        return known != null
                && new HotfixBranched(known.branch(), known.base(), known.commit())
                        .equals(new HotfixBranched(branch, base, commit));
    }
}
