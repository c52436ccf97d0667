package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A person decides what became of an announcement only where nobody knows, be it of an earlier attempt. */
public final class OnlyAnUncertainOneIsSettled implements Rule<AnnouncementSettled> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementSettled> proposal) {
        AnnouncementSettled settled = proposal.event();
        Course course = proposal.release().announcements().course(settled.announcementId());
        boolean isUncertain =
                course.standing() instanceof Standing.Uncertain uncertain && uncertain.attempt() == settled.attempt()
                        || course.standing() instanceof Standing.Failed failed
                                && failed.attempt() == settled.attempt()
                                && course.perhaps() != null;
        return isUncertain
                ? Optional.empty()
                : conflict("it is not uncertain what became of attempt " + settled.attempt() + " at "
                        + settled.announcementId());
    }
}
