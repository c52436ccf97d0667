package dev.releaseledger.events.finding;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A suppression is withdrawn, or ends, while it holds. */
public final class SuppressionStillHolds implements StreamRule<FindingState, FindingEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FindingState, ? extends FindingEvent> proposal) {
        if (proposal.event() instanceof FindingSuppressed) {
            return Optional.empty();
        }
        Suppression suppression =
                proposal.state().suppressions().get(proposal.event().suppressionId());
        if (suppression == null) {
            return conflict("suppression " + proposal.event().suppressionId() + " was never said");
        }
        return switch (suppression.standing()) {
            case Suppression.Standing.Holds holds -> Optional.empty();
            case Suppression.Standing.Withdrawn withdrawn ->
                conflict("the suppression was withdrawn already, at " + withdrawn.at());
            case Suppression.Standing.Ended ended -> conflict("the suppression ended by itself, at " + ended.at());
        };
    }
}
