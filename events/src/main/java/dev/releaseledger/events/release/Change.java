package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change that the release includes, and who included it when. */
public record Change(
        String changeId,
        ChangeCategory category,
        String summary,
        @Nullable String reference,
        UUID author,
        @Nullable String commit,
        @Nullable Instant mergedAt,
        List<UUID> reviewers,
        UUID addedBy,
        Instant addedAt) {

    /** Whether adding this again would say nothing new. */
    public boolean says(ChangeAdded added) {
        return new ChangeAdded(changeId, category, summary, reference, author, commit, mergedAt, reviewers)
                .equals(added);
    }
}
