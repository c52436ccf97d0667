package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A rollback, and an alert since it is firing, have one incident. */
public final class LinkIsOfNoOtherIncident implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        HeldClaim held = proposal.state().around().held();
        IncidentState state = proposal.state().state();
        return held != null && IncidentClaims.of(state, proposal.event()).contains(held.claim())
                ? conflict("what it is linked to has an incident already: " + held.holder())
                : Optional.empty();
    }
}
