package dev.releaseledger.events.freeze;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A freeze id stands for one freeze. */
public final class FreezeIsNew implements StreamRule<FreezeState, FreezeDeclared> {
    @Override
    public Optional<Violation> judge(StreamProposal<FreezeState, ? extends FreezeDeclared> proposal) {
        return proposal.state().freezes().containsKey(proposal.event().freezeId())
                ? conflict("freeze " + proposal.event().freezeId() + " was declared already")
                : Optional.empty();
    }
}
