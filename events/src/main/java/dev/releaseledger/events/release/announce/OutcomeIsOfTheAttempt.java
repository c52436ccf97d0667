package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.AttemptEndedEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What is told of an attempt is told of the one that is under way, or of the one of which nobody knows. What was to be tried again after that may be left to a person. */
public final class OutcomeIsOfTheAttempt implements Rule<AttemptEndedEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AttemptEndedEvent> proposal) {
        AttemptEndedEvent event = proposal.event();
        String id = event.announcementId();
        Course course = proposal.release().announcements().course(id);
        Standing standing = course.standing();
        boolean isOfIt = standing instanceof Standing.Started started && started.attempt() == event.attempt()
                || standing instanceof Standing.Uncertain uncertain
                        && uncertain.attempt() == event.attempt()
                        && (!(event instanceof AnnouncementUncertain)
                                || uncertain.retryAt() != null && isForAPerson(event))
                || standing instanceof Standing.Failed failed
                        && failed.attempt() == event.attempt()
                        && course.perhaps() != null
                        && isForAPerson(event);
        return isOfIt ? Optional.empty() : conflict("attempt " + event.attempt() + " at " + id + " is not under way");
    }

    private static boolean isForAPerson(AttemptEndedEvent event) {
        return event instanceof AnnouncementUncertain uncertain && uncertain.retryAt() == null;
    }
}
