package dev.releaseledger.events.flag;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** Only who may override the policy says why a rollout goes faster than it says, and says so in words. */
public final class OverrideIsAManagers implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        String reason = proposal.event().overrideReason();
        if (reason == null) {
            return Optional.empty();
        }
        if (!RoleTable.standard().grants(proposal.by().roles(), Right.OVERRIDE)) {
            return forbidden("overrideReason takes the right " + Right.OVERRIDE + ", which the roles "
                    + RoleTable.standard().rolesWith(Right.OVERRIDE).stream()
                            .map(Role::claim)
                            .collect(Collectors.joining(", "))
                    + " give");
        }
        return reason.isBlank() ? unprocessable("overrideReason is empty; say why, or leave it out") : Optional.empty();
    }
}
