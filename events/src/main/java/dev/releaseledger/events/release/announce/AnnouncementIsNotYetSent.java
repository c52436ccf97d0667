package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** An announcement is made once. */
public final class AnnouncementIsNotYetSent implements Rule<AnnouncementEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementEvent> proposal) {
        String id = proposal.event().announcementId();
        return proposal.release().announcements().course(id).standing() instanceof Standing.Sent sent
                ? conflict(id + " was made at " + sent.at())
                : Optional.empty();
    }
}
