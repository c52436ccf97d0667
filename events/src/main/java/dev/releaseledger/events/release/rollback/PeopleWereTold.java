package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.policy.Moment;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A rollback is complete when people were told of its start and of its end, as the policy plans. */
public final class PeopleWereTold implements Rule<RollbackCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackCompleted> proposal) {
        List<String> untold =
                untold(proposal.release(), proposal.policy(), proposal.event().rollbackId());
        return untold.isEmpty() ? Optional.empty() : conflict("people were not told: " + String.join(", ", untold));
    }

    /** The announcements of a rollback's start and end that were not made, by their ids. Pure. */
    public static List<String> untold(Release release, ReleasePolicy policy, UUID rollbackId) {
        return AnnouncementPlan.of(release, policy, rollbackId).stream()
                .filter(planned -> planned.announcement().moment() instanceof Moment.OnRollbackStarted
                        || planned.announcement().moment() instanceof Moment.OnRollbackVerified)
                .filter(planned -> !planned.course().isSent())
                .map(planned -> planned.announcement().id())
                .toList();
    }
}
