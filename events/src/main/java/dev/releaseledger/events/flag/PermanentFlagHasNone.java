package dev.releaseledger.events.flag;

import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag that is meant to last has no end. */
public final class PermanentFlagHasNone implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        Optional<FlagType> type = switch (proposal.event()) {
            case FlagDefined defined when defined.ends() != null -> Optional.of(defined.flagType());
            case FlagEndMoved moved -> proposal.state().flag().map(Flag::type);
            default -> Optional.empty();
        };
        return type.filter(each -> !each.isTemporary())
                .flatMap(each -> unprocessable("a flag of the type " + each + " lasts; it has no end"));
    }
}
