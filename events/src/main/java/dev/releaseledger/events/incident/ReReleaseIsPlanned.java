package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An incident with a rollback is closed only once there is a plan for the re-release, where the policy wants one. */
public final class ReReleaseIsPlanned implements StreamRule<IncidentSituation, IncidentClosed> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentClosed> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> proposal.state().policy().reReleasePlanned()
                        && incident.hasRollback()
                        && incident.reRelease() == null)
                .flatMap(incident -> conflict("how what was taken back comes again has to be planned"));
    }
}
