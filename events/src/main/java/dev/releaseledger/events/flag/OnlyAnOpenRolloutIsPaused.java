package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What goes on can be paused. */
public final class OnlyAnOpenRolloutIsPaused implements StreamRule<FlagSituation, RolloutPaused> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutPaused> proposal) {
        return proposal.state().flag().flatMap(flag -> switch (flag.rollout()) {
            case Flag.Rollout.Open open -> Optional.empty();
            case Flag.Rollout.Closed closed -> conflict("the flag is open to nobody");
            case Flag.Rollout.Paused paused -> conflict("the rollout is paused already, since " + paused.at());
        });
    }
}
