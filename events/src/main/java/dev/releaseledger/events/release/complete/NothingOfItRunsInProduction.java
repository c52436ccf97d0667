package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release that is in production is taken back before it is cancelled. */
public final class NothingOfItRunsInProduction implements Rule<ReleaseCancelled> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCancelled> proposal) {
        return proposal.release().runsInProduction(proposal.policy())
                ? conflict("the release is in production or on its way there; roll it back first")
                : Optional.empty();
    }
}
