package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.Optional;

/**
 * A release that was completed or cancelled is history: nothing follows. But people are still told of a completed one, and what
 * became of an attempt to tell them is recorded in any case.
 */
public final class ReleaseIsOpen implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        Ending ending = proposal.release().ending();
        boolean tellsPeople = proposal.event() instanceof AnnouncementEvent said
                && (ending instanceof Ending.Completed || said.tellsOfAnAttempt());
        return ending == null || tellsPeople ? Optional.empty() : conflict("the release has ended; plan a new one");
    }
}
