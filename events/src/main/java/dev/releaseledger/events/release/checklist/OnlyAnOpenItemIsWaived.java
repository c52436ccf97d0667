package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A waiver is proposed for an open item, once for the content that is there. */
public final class OnlyAnOpenItemIsWaived implements Rule<ItemWaiverProposed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemWaiverProposed> proposal) {
        String id = proposal.event().item();
        ItemMark mark = proposal.release().items().get(id);
        return switch (mark) {
            case null -> Optional.empty();
            case ItemMark.Ticked ticked ->
                isStillMarked(proposal) ? conflict("item " + id + " is ticked") : Optional.empty();
            case ItemMark.WaiverProposed proposed ->
                isStillProposed(proposal)
                        ? conflict("a waiver is proposed already; a manager grants it")
                        : Optional.empty();
            case ItemMark.Waived waived ->
                isStillMarked(proposal) ? conflict("item " + id + " is waived already") : Optional.empty();
        };
    }

    private static boolean isStillProposed(Proposal<? extends ItemWaiverProposed> proposal) {
        return proposal.policy()
                .item(proposal.event().item())
                .filter(item -> ItemIsDone.isWaiverProposed(item, proposal.release()))
                .isPresent();
    }

    private static boolean isStillMarked(Proposal<? extends ItemWaiverProposed> proposal) {
        return proposal.policy()
                .item(proposal.event().item())
                .filter(item -> ItemIsDone.isMarked(item, proposal.release()))
                .isPresent();
    }
}
