package dev.releaseledger.events.finding;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A suppression id stands for one suppression, and a finding is suppressed once at a time. */
public final class SuppressionIsNew implements StreamRule<FindingState, FindingSuppressed> {
    @Override
    public Optional<Violation> judge(StreamProposal<FindingState, ? extends FindingSuppressed> proposal) {
        FindingSuppressed event = proposal.event();
        if (proposal.state().suppressions().containsKey(event.suppressionId())) {
            return conflict("suppression " + event.suppressionId() + " was said already");
        }
        return proposal.state().suppressions().values().stream()
                .filter(suppression -> suppression.holds() && suppression.isOf(event))
                .findFirst()
                .flatMap(standing -> conflict("the finding is suppressed until " + standing.until() + " already, by "
                        + standing.suppressionId()));
    }
}
