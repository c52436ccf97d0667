package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.checklist.OpenItems;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A gate opens when each checklist item that it waits for is done. */
public final class EveryItemBeforeTheGateIsDone implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        return OpenItems.among(
                        proposal.policy().itemsBefore(proposal.event().stage()), proposal.release(), proposal.policy())
                .flatMap(this::conflict);
    }
}
