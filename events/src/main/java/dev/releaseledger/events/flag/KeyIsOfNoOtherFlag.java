package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A key is one flag's for ever: code that still asks by it must not be served by another. */
public final class KeyIsOfNoOtherFlag implements StreamRule<FlagSituation, FlagDefined> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagDefined> proposal) {
        HeldClaim held = proposal.state().held();
        return held != null
                        && held.claim().equals(FlagClaims.key(proposal.event().key()))
                ? conflict("the key " + proposal.event().key() + " is taken by " + held.holder() + ", for ever")
                : Optional.empty();
    }
}
