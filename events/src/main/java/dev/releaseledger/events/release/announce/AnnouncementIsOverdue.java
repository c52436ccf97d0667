package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;

/** An announcement is missed when its time has passed, with what the policy allows it to be late by. */
public final class AnnouncementIsOverdue implements Rule<AnnouncementMissed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementMissed> proposal) {
        AnnouncementMissed missed = proposal.event();
        Instant now = proposal.by().judgedAt();
        return AnnouncementPlan.of(proposal.release(), proposal.policy(), missed.announcementId())
                .filter(planned ->
                        !planned.isOverdue(now) || !planned.wantedAt().equals(Optional.of(missed.dueAt())))
                .flatMap(planned -> conflict(missed.announcementId() + " is not overdue at " + now
                        + planned.overdueAt()
                                .map(overdue -> ", only from " + overdue + " on")
                                .orElse("")));
    }
}
