package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Attempts are counted, and known by the same delivery id, by which receivers know repeated ones. */
public final class AttemptFollowsTheLast implements Rule<AnnouncementStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementStarted> proposal) {
        AnnouncementStarted started = proposal.event();
        Course course = proposal.release().announcements().course(started.announcementId());
        return started.attempt() == course.attempts() + 1
                ? Optional.empty()
                : unprocessable("the next attempt at " + started.announcementId() + " is number "
                        + (course.attempts() + 1) + ", not " + started.attempt());
    }
}
