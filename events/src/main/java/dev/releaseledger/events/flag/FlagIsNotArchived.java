package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/**
 * Nothing more is said of a flag that was archived, but that it is evaluated all the same: up to the day of its archiving every
 * day is counted, and after it those on which somebody still asked.
 */
public final class FlagIsNotArchived implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        return proposal.state()
                .flag()
                .flatMap(flag -> Optional.ofNullable(flag.archive()))
                .filter(archive -> !(proposal.event() instanceof FlagEvaluationsCounted counted
                        && (counted.total() > 0 || !counted.day().isAfter(Flag.dayOf(archive.at())))))
                .flatMap(archive -> conflict("the flag was archived at " + archive.at()));
    }
}
