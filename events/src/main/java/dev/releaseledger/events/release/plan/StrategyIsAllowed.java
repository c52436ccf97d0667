package dev.releaseledger.events.release.plan;

import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is planned by a strategy that the policy allows. */
public final class StrategyIsAllowed implements Rule<ReleasePlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleasePlanned> proposal) {
        return proposal.policy().objectionTo(proposal.event().strategy()).flatMap(this::unprocessable);
    }
}
