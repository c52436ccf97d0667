package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Only backfilled releases have reconstructed approvals. */
public final class ReconstructionIsForThePast implements Rule<StageApprovalReconstructed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApprovalReconstructed> proposal) {
        return proposal.by().isBackfill()
                ? Optional.empty()
                : conflict("an approval is reconstructed only in backfilled history, with its claimed time");
    }
}
