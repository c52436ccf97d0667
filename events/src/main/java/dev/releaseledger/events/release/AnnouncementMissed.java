package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;

/**
 * The time for an announcement has passed, with what the policy allows it to be late by, and it was not made.
 *
 * @param announcementId the announcement's id in the policy
 * @param dueAt when it was due
 */
@EventName("release.announcement-missed.v1")
public record AnnouncementMissed(String announcementId, Instant dueAt) implements AnnouncementEvent {}
