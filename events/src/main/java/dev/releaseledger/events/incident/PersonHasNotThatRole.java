package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Somebody is given what they do not do already. */
public final class PersonHasNotThatRole implements StreamRule<IncidentSituation, IncidentRoleAssigned> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentRoleAssigned> proposal) {
        IncidentRoleAssigned event = proposal.event();
        return proposal.state()
                .incident()
                .filter(incident -> incident.people().has(event.role(), event.person()))
                .flatMap(incident -> conflict(event.person() + " is " + event.role() + " already"));
    }
}
