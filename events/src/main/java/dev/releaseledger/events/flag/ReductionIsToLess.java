package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** To reduce is to reach fewer. */
public final class ReductionIsToLess implements StreamRule<FlagSituation, RolloutReduced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutReduced> proposal) {
        int basisPoints = proposal.event().basisPoints();
        if (basisPoints < 0) {
            return unprocessable("basisPoints are from 0");
        }
        return proposal.state()
                .flag()
                .map(flag -> flag.rollout().basisPoints())
                .filter(reached -> basisPoints >= reached)
                .flatMap(reached -> conflict("it reaches " + reached + " basis points; to reach more, advance it"));
    }
}
