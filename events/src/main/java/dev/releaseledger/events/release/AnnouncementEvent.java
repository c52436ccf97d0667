package dev.releaseledger.events.release;

/** What may be said about one of the announcements that a release's policy plans. */
public sealed interface AnnouncementEvent extends ReleaseEvent
        permits AnnouncementRequested, AnnouncementStarted, AttemptEndedEvent, AnnouncementSettled, AnnouncementMissed {

    /** The announcement's id in the policy. */
    String announcementId();

    /** Whether it says what became of an attempt, which stays true whatever became of the release meanwhile. */
    default boolean tellsOfAnAttempt() {
        return false;
    }
}
