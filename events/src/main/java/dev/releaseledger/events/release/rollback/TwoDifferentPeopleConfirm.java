package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** The on-call engineer and the manager who confirm a rollback are two people. */
public final class TwoDifferentPeopleConfirm implements Rule<RollbackConfirmed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackConfirmed> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        return rollback != null
                        && rollback.confirmations().containsValue(proposal.by().actor())
                ? forbidden("who confirmed the rollback in one role cannot confirm it in the other")
                : Optional.empty();
    }
}
