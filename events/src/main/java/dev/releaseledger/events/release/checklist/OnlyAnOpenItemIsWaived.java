package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A waiver is proposed for an open item, once. */
public final class OnlyAnOpenItemIsWaived implements Rule<ItemWaiverProposed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemWaiverProposed> proposal) {
        return switch (proposal.release().items().get(proposal.event().item())) {
            case null -> Optional.empty();
            case ItemMark.Ticked ticked -> conflict("item " + proposal.event().item() + " is ticked");
            case ItemMark.WaiverProposed proposed -> conflict("a waiver is proposed already; a manager grants it");
            case ItemMark.Waived waived -> conflict("item " + proposal.event().item() + " is waived already");
        };
    }
}
