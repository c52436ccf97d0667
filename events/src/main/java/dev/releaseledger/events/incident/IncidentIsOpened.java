package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is opened once, before anything else is said of it. */
public final class IncidentIsOpened implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        boolean opens = proposal.event() instanceof IncidentOpened;
        return proposal.state()
                .incident()
                .map(incident -> opens ? conflict("the incident was opened already") : Optional.<Violation>empty())
                .orElseGet(() -> opens ? Optional.empty() : conflict("no such incident was opened"));
    }
}
