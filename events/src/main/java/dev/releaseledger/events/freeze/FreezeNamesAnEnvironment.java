package dev.releaseledger.events.freeze;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A freeze says which environments are not deployed to. */
public final class FreezeNamesAnEnvironment implements StreamRule<FreezeState, FreezeDeclared> {
    @Override
    public Optional<Violation> judge(StreamProposal<FreezeState, ? extends FreezeDeclared> proposal) {
        return proposal.event().environments().isEmpty()
                ? unprocessable("name at least one environment in environments")
                : Optional.empty();
    }
}
