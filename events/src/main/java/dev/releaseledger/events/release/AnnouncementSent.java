package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * An announcement was made.
 *
 * @param announcementId the announcement's id in the policy
 * @param attempt the attempt that succeeded; 0 where a person made it by hand
 * @param byHand whether a person made it, and says so
 * @param receipt what to ask the other side for, e.g. the Message-ID of an e-mail
 * @param link where it can be read
 * @param comment anything else
 */
@EventName("release.announcement-sent.v1")
public record AnnouncementSent(
        String announcementId,
        int attempt,
        boolean byHand,
        @Nullable String receipt,
        @Nullable String link,
        @Nullable String comment)
        implements AttemptEndedEvent {

    @Override
    public boolean tellsOfAnAttempt() {
        return !byHand;
    }
}
