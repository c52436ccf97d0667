package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A hotfix is cleaned up after when it is verified in production: what is merged back before may not be what was deployed. */
public final class CleanUpFollowsTheDeployment implements Rule<ObligationMet> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ObligationMet> proposal) {
        return HotfixClock.cleanUpBegan(proposal.release(), proposal.policy()).isPresent()
                ? Optional.empty()
                : conflict("the hotfix is not verified in production yet; what is to be cleaned up follows");
    }
}
