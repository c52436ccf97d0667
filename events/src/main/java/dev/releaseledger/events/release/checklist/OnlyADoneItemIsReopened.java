package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Only what was ticked, waived or is about to be waived can be opened again. */
public final class OnlyADoneItemIsReopened implements Rule<ItemUnticked> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ItemUnticked> proposal) {
        String id = proposal.event().item();
        return proposal.release().items().containsKey(id) ? Optional.empty() : conflict("item " + id + " is open");
    }
}
