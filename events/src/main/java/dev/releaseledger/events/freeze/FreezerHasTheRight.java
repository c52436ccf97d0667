package dev.releaseledger.events.freeze;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** A freeze is declared and lifted by who has the right to. */
public final class FreezerHasTheRight implements StreamRule<FreezeState, FreezeEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FreezeState, ? extends FreezeEvent> proposal) {
        return RoleTable.standard().grants(proposal.by().roles(), Right.FREEZE)
                ? Optional.empty()
                : forbidden("this takes the right " + Right.FREEZE + ", which the roles "
                        + RoleTable.standard().rolesWith(Right.FREEZE).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give");
    }
}
