package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An action item can still be done in time when it is added. */
public final class DueDayIsAhead implements StreamRule<IncidentSituation, ActionItemAdded> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends ActionItemAdded> proposal) {
        return Incident.ActionItem.overdueAt(proposal.event().due())
                        .isAfter(proposal.by().judgedAt())
                ? Optional.empty()
                : unprocessable("its last day, " + proposal.event().due() + " in UTC, has passed");
    }
}
