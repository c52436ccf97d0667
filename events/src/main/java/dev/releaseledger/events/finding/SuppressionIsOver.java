package dev.releaseledger.events.finding;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A suppression ends by itself once its time has passed. */
public final class SuppressionIsOver implements StreamRule<FindingState, SuppressionEnded> {
    @Override
    public Optional<Violation> judge(StreamProposal<FindingState, ? extends SuppressionEnded> proposal) {
        Suppression suppression =
                proposal.state().suppressions().get(proposal.event().suppressionId());
        if (suppression == null) {
            return Optional.empty();
        }
        if (!suppression.until().equals(proposal.event().until())) {
            return conflict("the suppression lasts until " + suppression.until());
        }
        return proposal.by().judgedAt().isBefore(suppression.until())
                ? conflict("the suppression lasts until " + suppression.until())
                : Optional.empty();
    }
}
