package dev.releaseledger.events.finding;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** A finding is suppressed, and a suppression withdrawn, by who has the right to; it ends by passing time. */
public final class SuppressorHasTheRight implements StreamRule<FindingState, FindingEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FindingState, ? extends FindingEvent> proposal) {
        return proposal.event() instanceof SuppressionEnded
                        || RoleTable.standard().grants(proposal.by().roles(), Right.SUPPRESS_FINDING)
                ? Optional.empty()
                : forbidden("this takes the right " + Right.SUPPRESS_FINDING + ", which the roles "
                        + RoleTable.standard().rolesWith(Right.SUPPRESS_FINDING).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give");
    }
}
