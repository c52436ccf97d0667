package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident is mitigated once, before it is over. */
public final class OnlyWhatHurtsIsMitigated implements StreamRule<IncidentSituation, IncidentMitigated> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentMitigated> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> switch (incident.standing()) {
                    case Incident.Standing.Open open -> false;
                    case Incident.Standing.Acknowledged acknowledged -> false;
                    case Incident.Standing.Mitigated mitigated -> true;
                    case Incident.Standing.Resolved resolved -> true;
                    case Incident.Standing.Closed closed -> true;
                    case Incident.Standing.Merged merged -> true;
                })
                .flatMap(incident ->
                        conflict("the incident is " + incident.standing().word() + " already"));
    }
}
