package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Why a rollout goes faster than the policy says is said in words. */
public final class OverrideSaysWhy implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        String reason = proposal.event().overrideReason();
        return reason != null && reason.isBlank()
                ? unprocessable("overrideReason is empty; say why, or leave it out")
                : Optional.empty();
    }
}
