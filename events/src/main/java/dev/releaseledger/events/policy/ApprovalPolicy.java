package dev.releaseledger.events.policy;

import dev.releaseledger.events.access.Role;
import java.util.Set;

/**
 * Who opens a stage's gate.
 *
 * @param roles the roles that may; left out, all that the role table lets. A policy only narrows what that table says
 * @param approvals how many different people have to
 * @param differsFrom whom an approver must not be; left out, the planner and the authors before {@code PRODUCTION} and
 *     nobody elsewhere
 */
public record ApprovalPolicy(Set<Role> roles, @LeftOut("1") int approvals, Set<Involved> differsFrom) {
    public ApprovalPolicy {
        roles = Sorted.copyOf(roles);
        differsFrom = Sorted.copyOf(differsFrom);
    }
}
