package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.LocalDate;
import java.util.Optional;

/** A day is counted once it is over, and from the one on when the flag was defined. */
public final class DayIsOver implements StreamRule<FlagSituation, FlagEvaluationsCounted> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvaluationsCounted> proposal) {
        LocalDate day = proposal.event().day();
        if (!day.isBefore(Flag.dayOf(proposal.by().judgedAt()))) {
            return conflict("the day " + day + " in UTC is not over");
        }
        return proposal.state()
                .flag()
                .map(flag -> Flag.dayOf(flag.definition().at()))
                .filter(day::isBefore)
                .flatMap(first -> conflict("the flag is there since " + first));
    }
}
