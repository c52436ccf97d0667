package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag that is meant to go says until when it is needed. */
public final class TemporaryFlagHasAnEnd implements StreamRule<FlagSituation, FlagDefined> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagDefined> proposal) {
        FlagDefined event = proposal.event();
        return event.flagType().isTemporary() && event.ends() == null
                ? unprocessable("a flag of the type " + event.flagType() + " ends; say when in ends")
                : Optional.empty();
    }
}
