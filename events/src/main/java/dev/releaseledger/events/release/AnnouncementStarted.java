package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * An attempt to send an announcement begins. Recorded before the channel is called, so that no call goes unrecorded.
 *
 * @param announcementId the announcement's id in the policy
 * @param channel the name of the channel; where it leads is configuration
 * @param textDigest {@code sha256:} and the hexadecimal SHA-256 of what is said, in UTF-8: its title, an empty line, its text
 * @param attempt which attempt at this announcement it is, from 1
 * @param deliveryId what a repeated delivery is known by: the same for every attempt until it succeeds or is given up
 */
@EventName("release.announcement-started.v1")
public record AnnouncementStarted(
        String announcementId, String channel, String textDigest, int attempt, UUID deliveryId)
        implements AnnouncementEvent {}
