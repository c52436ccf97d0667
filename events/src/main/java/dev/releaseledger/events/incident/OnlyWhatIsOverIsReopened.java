package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is reopened after it was resolved or closed. */
public final class OnlyWhatIsOverIsReopened implements StreamRule<IncidentSituation, IncidentReopened> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentReopened> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> incident.standing().isUnderWay())
                .flatMap(incident ->
                        conflict("the incident is " + incident.standing().word() + ": it goes on"));
    }
}
