package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Incidents that are the same are of one product. */
public final class DuplicateIsOfTheSameProduct implements StreamRule<IncidentSituation, DuplicateTaken> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends DuplicateTaken> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> !incident.product().equals(proposal.event().product()))
                .flatMap(incident -> unprocessable("this incident is of " + incident.product() + ", the other of "
                        + proposal.event().product()));
    }
}
