package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A key is short and made of few characters, so that it is the same in code, in a path and in a log. */
public final class KeyIsWellSpelled implements StreamRule<FlagSituation, FlagDefined> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagDefined> proposal) {
        return FlagKey.isOne(proposal.event().key())
                ? Optional.empty()
                : unprocessable("key does not match " + FlagKey.FORM);
    }
}
