package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is closed after it is over. */
public final class OnlyWhatIsResolvedIsClosed implements StreamRule<IncidentSituation, IncidentClosed> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentClosed> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> incident.standing().isUnderWay())
                .flatMap(incident ->
                        conflict("the incident is " + incident.standing().word() + "; resolve it first"));
    }
}
