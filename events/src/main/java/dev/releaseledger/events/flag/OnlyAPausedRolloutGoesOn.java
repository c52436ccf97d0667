package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What is paused can be resumed. */
public final class OnlyAPausedRolloutGoesOn implements StreamRule<FlagSituation, RolloutResumed> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutResumed> proposal) {
        return proposal.state().flag().flatMap(flag -> switch (flag.rollout()) {
            case Flag.Rollout.Paused paused -> Optional.empty();
            case Flag.Rollout.Open open -> conflict("the rollout is not paused");
            case Flag.Rollout.Closed closed -> conflict("the flag is open to nobody");
        });
    }
}
