package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.TriggerFired;
import java.util.Optional;

/**
 * A release that was completed or cancelled is history: nothing follows. But people are still told of a completed one, what
 * became of an attempt to tell them is recorded in any case, and what was completed can be watched and taken back. What a rollback obliges to can be met in any case.
 */
public final class ReleaseIsOpen implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        Ending ending = proposal.release().ending();
        boolean tellsPeople = proposal.event() instanceof AnnouncementEvent said
                && (ending instanceof Ending.Completed || said.tellsOfAnAttempt());
        boolean takesBack = ending instanceof Ending.Completed && mayFollowCompletion(proposal.event())
                || proposal.event() instanceof RollbackObligationMet;
        return ending == null || tellsPeople || takesBack
                ? Optional.empty()
                : conflict("the release has ended; plan a new one");
    }

    private static boolean mayFollowCompletion(ReleaseEvent event) {
        return event instanceof StepTaken
                || event instanceof HealthReported
                || event instanceof TriggerFired
                || event instanceof RollbackTriggered
                || event instanceof RollbackEvent;
    }
}
