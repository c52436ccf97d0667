package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback is authorised when both confirmations are there, once, for the deployment that it was triggered for. */
public final class BothConfirmed implements Rule<RollbackAuthorised> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackAuthorised> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        if (rollback != null && !rollback.isWaiting()) {
            return conflict("rollback " + rollback.rollbackId() + " does not wait any more");
        }
        if (rollback != null && !rollback.deploymentId().equals(proposal.event().deploymentId())) {
            return conflict("rollback " + rollback.rollbackId() + " takes back deployment " + rollback.deploymentId()
                    + ", not " + proposal.event().deploymentId());
        }
        return rollback != null && rollback.isConfirmed()
                ? Optional.empty()
                : conflict("a rollback is authorised by an on-call engineer and a manager");
    }
}
