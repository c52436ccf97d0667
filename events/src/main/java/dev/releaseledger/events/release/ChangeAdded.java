package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change became part of the release.
 *
 * @param changeId unique within the release
 * @param category what kind of change it is
 * @param summary what changed, in a line
 * @param reference the pull request or ticket, as its tracker writes it
 * @param author the directory id of who wrote it
 * @param commit the commit that brought it in
 * @param mergedAt when it was merged
 * @param reviewers the directory ids of who reviewed it
 */
@EventName("release.change-added.v1")
public record ChangeAdded(
        String changeId,
        ChangeCategory category,
        String summary,
        @Nullable String reference,
        UUID author,
        @Nullable String commit,
        @Nullable Instant mergedAt,
        List<UUID> reviewers)
        implements ReleaseEvent {
    public ChangeAdded {
        reviewers = List.copyOf(reviewers);
    }
}
