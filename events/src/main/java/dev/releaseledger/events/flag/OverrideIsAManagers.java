package dev.releaseledger.events.flag;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** Only who may override the policy lets a rollout go faster than it says. */
public final class OverrideIsAManagers implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        return proposal.event().overrideReason() == null
                        || RoleTable.standard().grants(proposal.by().roles(), Right.OVERRIDE)
                ? Optional.empty()
                : forbidden("overrideReason takes the right " + Right.OVERRIDE + ", which the roles "
                        + RoleTable.standard().rolesWith(Right.OVERRIDE).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give");
    }
}
