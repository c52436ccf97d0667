package dev.releaseledger.events.release;

/** What may be said of how an attempt at an announcement ended. */
public sealed interface AttemptEndedEvent extends AnnouncementEvent
        permits AnnouncementSent, AnnouncementFailed, AnnouncementUncertain {

    /** Which attempt, from 1 on; one by hand has the number 0. */
    int attempt();

    @Override
    default boolean tellsOfAnAttempt() {
        return true;
    }
}
