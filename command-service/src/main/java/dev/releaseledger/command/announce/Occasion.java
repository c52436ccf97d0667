package dev.releaseledger.command.announce;

import dev.releaseledger.command.automation.Deadline.Due;
import java.time.Instant;

/**
 * What a deadline of an announcement is about. Its time is part of it: an announcement that becomes due at another time is
 * another occasion, and the earlier one passes for nothing.
 *
 * @param announcementId the announcement
 * @param at when it is due
 */
record Occasion(String announcementId, Instant at) {
    Due of(String stream) {
        return new Due(stream, announcementId + "@" + at);
    }

    /**
     * A clock that steps back lets a deadline pass too early; it passes once, so that is a failure, and it is tried again.
     *
     * @throws IllegalStateException when this has not come yet
     */
    void requirePassed(Instant now) {
        if (now.isBefore(at)) {
            throw new IllegalStateException(announcementId + " is not due before " + at + ", and it is " + now);
        }
    }

    static Occasion of(Due due) {
        int at = due.what().indexOf('@');
        return new Occasion(
                due.what().substring(0, at), Instant.parse(due.what().substring(at + 1)));
    }
}
