package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag is taken out of the code when all are served alike, or once its end has passed. */
public final class CleanUpComesAtTheEnd implements StreamRule<FlagSituation, FlagCleanedUp> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagCleanedUp> proposal) {
        return proposal.state().flag().flatMap(flag -> {
            int reached = flag.rollout().basisPoints();
            boolean alike =
                    reached == 0 || reached == Flag.EVERYBODY || flag.standing() instanceof Flag.Standing.Disabled;
            boolean ended = flag.end() != null
                    && !proposal.by().judgedAt().isBefore(flag.end().passedAt());
            return alike || ended
                    ? Optional.empty()
                    : conflict("it reaches " + reached
                            + " basis points: open it to everybody or nobody, or disable it, first");
        });
    }
}
