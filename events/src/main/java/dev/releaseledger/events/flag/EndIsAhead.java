package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.LocalDate;
import java.util.Optional;

/** The last day that a flag is needed has not passed when it is said. */
public final class EndIsAhead implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        return ends(proposal.event())
                .filter(day -> !Flag.End.passedAt(day).isAfter(proposal.by().judgedAt()))
                .flatMap(day -> unprocessable("ends, " + day + " in UTC, has passed"));
    }

    private static Optional<LocalDate> ends(FlagEvent event) {
        if (event instanceof FlagDefined defined) {
            return Optional.ofNullable(defined.ends());
        }
        return event instanceof FlagEndMoved moved ? Optional.of(moved.ends()) : Optional.empty();
    }
}
