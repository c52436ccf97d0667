package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A rollout that is paused is resumed first. */
public final class PausedRolloutWaits implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        return proposal.state()
                .flag()
                .filter(flag -> flag.rollout() instanceof Flag.Rollout.Paused)
                .flatMap(flag -> conflict("the rollout is paused; resume it first"));
    }
}
