package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What is recorded after the fact is of the past. */
public final class BackfillIsOfThePast implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return proposal.by().judgedAt().isAfter(proposal.by().decidedAt())
                ? unprocessable("occurredAt " + proposal.by().judgedAt() + " is in the future; it is "
                        + proposal.by().decidedAt())
                : Optional.empty();
    }
}
