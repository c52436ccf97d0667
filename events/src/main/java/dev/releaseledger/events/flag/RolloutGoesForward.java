package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** To advance is to reach more, or to go on to a later phase. */
public final class RolloutGoesForward implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        return proposal.state().flag().flatMap(flag -> {
            int reached = flag.rollout().basisPoints();
            int next = proposal.event().basisPoints();
            boolean forward = next > reached || next == reached && isLater(proposal.state(), flag, proposal.event());
            return forward
                    ? Optional.empty()
                    : conflict("it reaches " + reached + " basis points already; to reach fewer, reduce it");
        });
    }

    private static boolean isLater(FlagSituation situation, Flag flag, RolloutAdvanced event) {
        String phase = flag.rollout().reached().map(Flag.Reach::phase).orElse(null);
        return phase != null
                && situation.indexOf(event.phase()).orElse(-1)
                        > situation.indexOf(phase).orElse(-1);
    }
}
