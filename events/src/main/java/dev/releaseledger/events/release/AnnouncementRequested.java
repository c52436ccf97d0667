package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants an announcement to go out now: before it is due, or again after it failed or was missed.
 *
 * @param announcementId the announcement's id in the policy
 * @param comment anything else
 */
@EventName("release.announcement-requested.v1")
public record AnnouncementRequested(
        String announcementId, @Nullable String comment) implements AnnouncementEvent {}
