package dev.releaseledger.events.finding;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Whoever suppresses a finding says why. */
public final class SuppressionHasAReason implements StreamRule<FindingState, FindingSuppressed> {
    @Override
    public Optional<Violation> judge(StreamProposal<FindingState, ? extends FindingSuppressed> proposal) {
        return proposal.event().reason().isBlank()
                ? unprocessable("it says no reason why the finding does not count")
                : Optional.empty();
    }
}
