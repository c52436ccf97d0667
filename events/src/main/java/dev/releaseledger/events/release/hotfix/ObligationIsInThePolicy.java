package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.policy.HotfixPolicy;
import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is met is an obligation that the policy names. */
public final class ObligationIsInThePolicy implements Rule<ObligationMet> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ObligationMet> proposal) {
        HotfixPolicy hotfix = proposal.policy().hotfix();
        return hotfix.obligation(proposal.event().obligation()).isPresent()
                ? Optional.empty()
                : unprocessable(
                        "the policy has no obligation " + proposal.event().obligation() + "; it has "
                                + hotfix.obligations().stream().map(Named::id).collect(Collectors.joining(", ")));
    }
}
