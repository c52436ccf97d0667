package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Nothing more is said of a flag that was archived, but how often it was evaluated up to that day. */
public final class FlagIsNotArchived implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        return proposal.state()
                .flag()
                .flatMap(flag -> Optional.ofNullable(flag.archive()))
                .filter(archive -> !(proposal.event() instanceof FlagEvaluationsCounted counted
                        && !counted.day().isAfter(Flag.dayOf(archive.at()))))
                .flatMap(archive -> conflict("the flag was archived at " + archive.at()));
    }
}
