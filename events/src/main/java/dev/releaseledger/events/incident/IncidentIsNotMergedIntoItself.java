package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.UUID;

/** An incident is the same as another. */
public final class IncidentIsNotMergedIntoItself implements StreamRule<IncidentSituation, IncidentMerged> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentMerged> proposal) {
        UUID into = proposal.event().into();
        return into.equals(proposal.state().around().incidentId())
                ? unprocessable("an incident is not merged into itself")
                : proposal.state()
                        .incident()
                        .filter(incident -> incident.duplicates().contains(into))
                        .flatMap(incident -> conflict("incident " + into + " goes on as this one"));
    }
}
