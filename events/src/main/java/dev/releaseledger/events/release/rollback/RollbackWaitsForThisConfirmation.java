package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback is confirmed once as on-call and once as manager, and by who has the role. */
public final class RollbackWaitsForThisConfirmation implements Rule<RollbackConfirmed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackConfirmed> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        Role as = proposal.event().confirmedAs();
        if (rollback == null) {
            return conflict("rollback " + proposal.event().rollbackId() + " was never triggered");
        }
        if (!Rollback.CONFIRMED_AS.contains(as) || !proposal.by().roles().contains(as)) {
            return forbidden("a rollback is confirmed by an on-call engineer and a manager");
        }
        if (rollback.progress() instanceof Rollback.Progress.Withdrawn) {
            return conflict("the rollback was withdrawn");
        }
        return rollback.confirmations().containsKey(as)
                ? conflict("the rollback is confirmed as " + as.claim() + " already")
                : Optional.empty();
    }
}
