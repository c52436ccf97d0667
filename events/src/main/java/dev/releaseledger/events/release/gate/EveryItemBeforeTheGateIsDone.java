package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import dev.releaseledger.events.release.checklist.OpenItems;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A gate opens when each checklist item that it waits for is done. */
public final class EveryItemBeforeTheGateIsDone implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        Release release = proposal.release();
        return OpenItems.among(
                        proposal.policy()
                                .itemsBefore(
                                        proposal.event().stage(), release.plan().kind()),
                        release,
                        item -> ItemIsDone.test(
                                item, release, proposal.policy(), proposal.by().judgedAt()))
                .flatMap(this::conflict);
    }
}
