package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.health.Triggers;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Somebody may do what one of their roles gives the right to. What is claimed of the past takes the right to backfill
 * instead, and whoever only backfills may not act live.
 */
public final class ActorHasTheRight implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        Attribution by = proposal.by();
        if (isDemandedByATrigger(proposal)) {
            return Optional.empty();
        }
        Optional<Right> needed = Rights.toMake(proposal.event()).map(right -> by.isBackfill() ? Right.BACKFILL : right);
        return needed.filter(right -> !RoleTable.standard().grants(by.roles(), right))
                .flatMap(right -> forbidden("this takes the right " + right + ", which the roles "
                        + RoleTable.standard().rolesWith(right).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give"));
    }

    /** What a trigger demands, and no more than that, is nobody's wish: that it fired is judged by itself. */
    private static boolean isDemandedByATrigger(Proposal<? extends ReleaseEvent> proposal) {
        return proposal.event() instanceof RollbackTriggered triggered
                && proposal.release().deployments().get(triggered.deploymentId()) instanceof Deployment deployment
                && triggered.kinds().equals(Triggers.kinds(deployment, proposal.policy()))
                && deployment
                        .health()
                        .demanding(triggered.rollbackId())
                        .filter(fired -> fired.reason() == triggered.reason())
                        .isPresent();
    }
}
