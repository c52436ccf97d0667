package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is the same as another. */
public final class IncidentIsNotMergedIntoItself implements StreamRule<IncidentSituation, IncidentMerged> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentMerged> proposal) {
        return proposal.state()
                .incident()
                .filter(incident ->
                        incident.duplicates().contains(proposal.event().into()))
                .flatMap(incident -> conflict("incident " + proposal.event().into() + " goes on as this one"));
    }
}
