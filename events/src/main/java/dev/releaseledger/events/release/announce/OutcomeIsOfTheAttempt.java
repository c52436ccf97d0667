package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What is told of an attempt is told of the one that is under way, or of the one of which nobody knows. */
public final class OutcomeIsOfTheAttempt implements Rule<AnnouncementEvent> {
    private static final int NONE = 0;

    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementEvent> proposal) {
        String id = proposal.event().announcementId();
        Standing standing = proposal.release().announcements().course(id).standing();
        int attempt = switch (proposal.event()) {
            case AnnouncementSent sent -> sent.attempt();
            case AnnouncementFailed failed -> failed.attempt();
            case AnnouncementUncertain uncertain -> uncertain.attempt();
            case AnnouncementRequested wanted -> NONE;
            case AnnouncementStarted started -> NONE;
            case AnnouncementSettled settled -> NONE;
            case AnnouncementMissed missed -> NONE;
        };
        boolean isOfIt = standing instanceof Standing.Started started && started.attempt() == attempt
                || standing instanceof Standing.Uncertain uncertain
                        && uncertain.attempt() == attempt
                        && !(proposal.event() instanceof AnnouncementUncertain);
        return isOfIt ? Optional.empty() : conflict("attempt " + attempt + " at " + id + " is not under way");
    }
}
