package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Days are counted in their order, each once. */
public final class DayIsCountedOnce implements StreamRule<FlagSituation, FlagEvaluationsCounted> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvaluationsCounted> proposal) {
        return proposal.state()
                .flag()
                .flatMap(flag -> Optional.ofNullable(flag.lastCounted()))
                .filter(last -> !proposal.event().day().isAfter(last))
                .flatMap(last -> conflict("the days are counted up to " + last));
    }
}
