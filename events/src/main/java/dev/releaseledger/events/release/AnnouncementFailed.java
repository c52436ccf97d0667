package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt surely delivered nothing.
 *
 * @param announcementId the announcement's id in the policy
 * @param attempt the attempt
 * @param reason what went wrong; it names a host at most
 * @param retryAt when it is tried again; absent where it has failed for good
 */
@EventName("release.announcement-failed.v1")
public record AnnouncementFailed(
        String announcementId,
        int attempt,
        String reason,
        @Nullable Instant retryAt) implements AttemptEndedEvent {}
