package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident of a severity that the policy names is closed only once its post-mortem is published. */
public final class PostMortemIsPublished implements StreamRule<IncidentSituation, IncidentClosed> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentClosed> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> incident.postMortem() == null
                        && proposal.state().policy().postMortemFor().contains(incident.severity()))
                .flatMap(incident -> conflict("the post-mortem of a " + incident.severity() + " has to be published"));
    }
}
