package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag outlives its end once the day has passed, and is said to once. */
public final class EndHasPassed implements StreamRule<FlagSituation, FlagOutlived> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagOutlived> proposal) {
        return proposal.state().flag().flatMap(flag -> {
            Flag.End end = flag.end();
            if (end == null) {
                return conflict("the flag has no end");
            }
            if (end.outlivedAt() != null) {
                return conflict("that it outlived its end is on record");
            }
            return proposal.by().judgedAt().isBefore(end.passedAt())
                    ? conflict("it is needed until " + end.passedAt())
                    : Optional.empty();
        });
    }
}
