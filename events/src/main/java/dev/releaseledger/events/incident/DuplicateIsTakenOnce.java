package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Another incident is taken for this one once. */
public final class DuplicateIsTakenOnce implements StreamRule<IncidentSituation, DuplicateTaken> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends DuplicateTaken> proposal) {
        return proposal.state()
                .incident()
                .filter(incident ->
                        incident.duplicates().contains(proposal.event().duplicate()))
                .flatMap(incident ->
                        conflict("incident " + proposal.event().duplicate() + " goes on as this one already"));
    }
}
