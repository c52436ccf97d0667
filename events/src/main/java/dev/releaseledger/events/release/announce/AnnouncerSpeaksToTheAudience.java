package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.policy.Audience;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** Some roles announce to the outside only. */
public final class AnnouncerSpeaksToTheAudience implements Rule<AnnouncementEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends AnnouncementEvent> proposal) {
        boolean inside = AnnouncementPlan.of(
                        proposal.release(), proposal.policy(), proposal.event().announcementId())
                .filter(planned -> planned.announcement().audience() == Audience.INTERNAL)
                .isPresent();
        return inside && !RoleTable.standard().grants(proposal.by().roles(), Right.ANNOUNCE_INSIDE)
                ? forbidden("announcements to the inside take the right " + Right.ANNOUNCE_INSIDE
                        + ", which the roles "
                        + RoleTable.standard().rolesWith(Right.ANNOUNCE_INSIDE).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give")
                : Optional.empty();
    }
}
