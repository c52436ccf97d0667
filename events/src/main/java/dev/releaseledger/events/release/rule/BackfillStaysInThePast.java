package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.ReleaseEvent;
import java.util.Optional;

/** Backfilled history goes to backfilled releases, which take nothing else, and its claimed times are not in the future. */
public final class BackfillStaysInThePast implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        if (!proposal.by().isBackfill()) {
            return proposal.release().plan().backfilled()
                    ? conflict(
                            "the release was recorded after the fact; plan a release of its own for what happens now")
                    : Optional.empty();
        }
        if (!proposal.release().plan().backfilled()) {
            return conflict("the release was planned live; what is claimed after the fact cannot be added to it");
        }
        if (proposal.by().judgedAt().isAfter(proposal.by().decidedAt())) {
            return unprocessable("occurredAt " + proposal.by().judgedAt() + " is in the future; it is "
                    + proposal.by().decidedAt());
        }
        return Optional.empty();
    }
}
