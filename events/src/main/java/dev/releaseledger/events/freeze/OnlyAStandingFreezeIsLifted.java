package dev.releaseledger.events.freeze;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A freeze is lifted while it stands, or before it begins; once. */
public final class OnlyAStandingFreezeIsLifted implements StreamRule<FreezeState, FreezeLifted> {
    @Override
    public Optional<Violation> judge(StreamProposal<FreezeState, ? extends FreezeLifted> proposal) {
        Freeze freeze = proposal.state().freezes().get(proposal.event().freezeId());
        if (freeze == null) {
            return conflict("freeze " + proposal.event().freezeId() + " was never declared");
        }
        if (freeze.lifted() != null) {
            return conflict(
                    "the freeze was lifted already, at " + freeze.lifted().at());
        }
        return freeze.isOver(proposal.by().judgedAt())
                ? conflict("the freeze ended by itself, at " + freeze.until())
                : Optional.empty();
    }
}
