package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is linked to a thing once. */
public final class LinkIsNew implements StreamRule<IncidentSituation, IncidentLinked> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentLinked> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> incident.links().contains(proposal.event().link()))
                .flatMap(incident -> conflict("the incident is linked to that already"));
    }
}
