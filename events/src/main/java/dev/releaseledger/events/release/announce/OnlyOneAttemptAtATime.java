package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Perhaps;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** While an attempt is under way, or nobody knows what became of it, there is no other: people would be told twice. */
public final class OnlyOneAttemptAtATime implements Rule<AnnouncementEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementEvent> proposal) {
        String id = proposal.event().announcementId();
        Course course = proposal.release().announcements().course(id);
        return switch (course.standing()) {
            case Standing.Started started ->
                conflict("attempt " + started.attempt() + " at " + id + " is under way since " + started.at());
            case Standing.Uncertain uncertain ->
                uncertain.retryAt() != null && proposal.event() instanceof AnnouncementStarted
                        ? Optional.empty()
                        : conflict("nobody knows what became of attempt " + uncertain.attempt() + " at " + id
                                + "; settle that first");
            case Standing.Planned planned -> Optional.empty();
            case Standing.Requested requested -> Optional.empty();
            case Standing.Sent sent -> Optional.empty();
            case Standing.Failed failed -> {
                Perhaps perhaps = course.perhaps();
                yield perhaps == null || proposal.event() instanceof AnnouncementStarted
                        ? Optional.empty()
                        : conflict("nobody knows what became of attempt " + perhaps.attempt() + " at " + id
                                + "; settle attempt " + failed.attempt() + " first");
            }
            case Standing.FailedForGood failed -> Optional.empty();
            case Standing.Missed missed -> Optional.empty();
        };
    }
}
