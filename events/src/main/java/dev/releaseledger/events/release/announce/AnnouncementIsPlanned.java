package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** Announced is what the policy plans for a release like this. */
public final class AnnouncementIsPlanned implements Rule<AnnouncementEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementEvent> proposal) {
        String id = proposal.event().announcementId();
        return AnnouncementPlan.of(proposal.release(), proposal.policy(), id).isPresent()
                ? Optional.empty()
                : unprocessable("the policy plans no announcement " + id + " for this release; it plans "
                        + AnnouncementPlan.of(proposal.release(), proposal.policy()).stream()
                                .map(planned -> planned.announcement().id())
                                .collect(Collectors.joining(", ")));
    }
}
