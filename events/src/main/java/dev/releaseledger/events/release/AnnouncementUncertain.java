package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt may have delivered the announcement, or not.
 *
 * @param announcementId the announcement's id in the policy
 * @param attempt the attempt
 * @param reason why nobody knows
 * @param retryAt when it is sent again under the same delivery id, by which its receivers know repeated ones; absent where a
 *     person decides
 */
@EventName("release.announcement-uncertain.v1")
public record AnnouncementUncertain(
        String announcementId,
        int attempt,
        String reason,
        @Nullable Instant retryAt) implements AttemptEndedEvent {}
