package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rights;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Among those whom the role table lets approve a stage, the policy names the roles that do. Who lacks the right altogether
 * is told so by another rule.
 */
public final class ApproverHasAPolicyRole implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        Set<Role> roles = Approvers.of(proposal).roles();
        boolean mayAtMost = RoleTable.standard()
                .grants(proposal.by().roles(), Rights.toApprove(proposal.event().stage()));
        return !mayAtMost || proposal.by().roles().stream().anyMatch(roles::contains)
                ? Optional.empty()
                : forbidden("stage " + proposal.event().stage() + " is approved by "
                        + roles.stream().map(Role::claim).collect(Collectors.joining(" or ")));
    }
}
