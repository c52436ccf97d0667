package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;

/** An attempt begins when its time has come: when the announcement is due, wanted by somebody, or to be tried again; and not when it is too late. */
public final class AnnouncementIsDue implements Rule<AnnouncementStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementStarted> proposal) {
        AnnouncementStarted started = proposal.event();
        Instant now = proposal.by().judgedAt();
        return AnnouncementPlan.of(proposal.release(), proposal.policy(), started.announcementId())
                .filter(planned -> !planned.isToBeSent(now))
                .flatMap(planned -> conflict(started.announcementId() + " is not to be sent at " + now
                        + planned.nextAt()
                                .map(next -> ", only from " + next + " on"
                                        + planned.overdueAt()
                                                .map(end -> " until " + end)
                                                .orElse(""))
                                .orElse("")));
    }
}
