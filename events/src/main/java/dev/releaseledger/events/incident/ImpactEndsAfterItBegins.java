package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;

/** What hurt users hurt them for some time. */
public final class ImpactEndsAfterItBegins implements StreamRule<IncidentSituation, ImpactStated> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends ImpactStated> proposal) {
        Instant from = proposal.event().from();
        Instant until = proposal.event().until();
        return until == null || until.isAfter(from)
                ? Optional.empty()
                : unprocessable("it would have ended at " + until + ", which is not after its beginning at " + from);
    }
}
