package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;

/** A gate opens when each checklist item that it waits for is done. */
public final class EveryItemBeforeTheGateIsDone implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        List<String> open =
                proposal
                        .policy()
                        .itemsBefore(
                                proposal.event().stage(),
                                proposal.release().plan().kind())
                        .stream()
                        .filter(item -> !ItemIsDone.test(
                                item,
                                proposal.release(),
                                proposal.policy(),
                                proposal.by().judgedAt()))
                        .map(ChecklistItem::id)
                        .toList();
        return open.isEmpty() ? Optional.empty() : conflict("open checklist items: " + String.join(", ", open));
    }
}
