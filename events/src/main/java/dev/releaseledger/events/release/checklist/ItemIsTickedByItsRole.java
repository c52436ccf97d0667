package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policy names the roles that may tick an item; what an event ticks is not ticked by hand. */
public final class ItemIsTickedByItsRole implements Rule<ItemTicked> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemTicked> proposal) {
        return proposal.policy()
                .item(proposal.event().item())
                .filter(item -> item.tickedBy().stream()
                        .noneMatch(role -> proposal.by().roles().contains(role)))
                .flatMap(item -> item.tickedBy().isEmpty()
                        ? conflict("item " + item.id() + " is ticked by what the ledger sees, not by hand")
                        : forbidden("item " + item.id() + " is ticked by "
                                + item.tickedBy().stream()
                                        .map(Role::claim)
                                        .sorted()
                                        .collect(Collectors.joining(" or "))));
    }
}
