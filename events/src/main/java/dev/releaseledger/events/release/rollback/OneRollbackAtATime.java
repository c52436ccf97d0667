package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** While a rollback of a deployment goes on, there is no second one of it; and a rollback id stands for one rollback. */
public final class OneRollbackAtATime implements Rule<RollbackTriggered> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackTriggered> proposal) {
        if (proposal.release().rollbacks().containsKey(proposal.event().rollbackId())) {
            return conflict("rollback " + proposal.event().rollbackId() + " was triggered already");
        }
        return proposal.release()
                .rollbackOf(proposal.event().deploymentId())
                .flatMap(open -> conflict("rollback " + open.rollbackId()
                        + (open.isWaiting() ? " waits for confirmation; confirm or withdraw it" : " is being done")));
    }
}
