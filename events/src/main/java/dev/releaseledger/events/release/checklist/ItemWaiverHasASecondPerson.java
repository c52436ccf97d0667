package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A waiver is proposed by one person and granted by another, who names the first, for the same content. */
public final class ItemWaiverHasASecondPerson implements Rule<ItemWaived> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemWaived> proposal) {
        ItemMark mark = proposal.release().items().get(proposal.event().item());
        if (!(mark instanceof ItemMark.WaiverProposed proposed)) {
            return conflict("nobody has proposed to waive " + proposal.event().item()
                    + "; a release manager proposes, a manager grants");
        }
        if (isOutdated(proposal)) {
            return conflict("the waiver of " + proposal.event().item() + " was proposed before "
                    + proposal.release().revision().inWords() + "; a release manager proposes it again");
        }
        if (!proposed.by().equals(proposal.event().proposedBy())) {
            return conflict("the waiver was proposed by " + proposed.by() + ", not by "
                    + proposal.event().proposedBy());
        }
        return proposed.by().equals(proposal.by().actor())
                ? forbidden("who proposed the waiver cannot grant it too")
                : Optional.empty();
    }

    private static boolean isOutdated(Proposal<? extends ItemWaived> proposal) {
        return proposal.policy()
                .item(proposal.event().item())
                .filter(item -> !ItemIsDone.isWaiverProposed(item, proposal.release()))
                .isPresent();
    }
}
