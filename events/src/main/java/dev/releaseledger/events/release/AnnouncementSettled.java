package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * A person found out what became of an uncertain announcement.
 *
 * @param announcementId the announcement's id in the policy
 * @param attempt the uncertain attempt
 * @param outcome what became of it
 * @param reason how that is known
 */
@EventName("release.announcement-settled.v1")
public record AnnouncementSettled(String announcementId, int attempt, Settlement outcome, String reason)
        implements AnnouncementEvent {

    @Override
    public boolean tellsOfAnAttempt() {
        return true;
    }
}
