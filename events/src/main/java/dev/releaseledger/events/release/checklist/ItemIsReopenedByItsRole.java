package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may tick an item may open it again. What is not ticked by hand can only have been waived; who may propose waivers
 * opens it again.
 */
public final class ItemIsReopenedByItsRole implements Rule<ItemUnticked> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemUnticked> proposal) {
        return proposal.policy()
                .item(proposal.event().item())
                .filter(item -> reopenedBy(item).stream()
                        .noneMatch(role -> proposal.by().roles().contains(role)))
                .flatMap(item -> forbidden("item " + item.id() + " is reopened by "
                        + reopenedBy(item).stream().map(Role::claim).sorted().collect(Collectors.joining(" or "))));
    }

    private static Set<Role> reopenedBy(ChecklistItem item) {
        return item.tickedBy().isEmpty() ? RoleTable.standard().rolesWith(Right.PROPOSE_WAIVER) : item.tickedBy();
    }
}
