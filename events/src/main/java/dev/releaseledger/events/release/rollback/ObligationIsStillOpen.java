package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What a rollback obliges to is met once. */
public final class ObligationIsStillOpen implements Rule<RollbackObligationMet> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackObligationMet> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        return rollback != null && rollback.met().containsKey(proposal.event().obligation())
                ? conflict(proposal.event().obligation() + " was met already")
                : Optional.empty();
    }
}
