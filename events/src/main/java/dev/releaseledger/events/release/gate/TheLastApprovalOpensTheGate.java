package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.StageApprovalGiven;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** The policy says how many people have to approve a stage: the last of them opens its gate, and nobody before. */
public final class TheLastApprovalOpensTheGate implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
        LiveApprovalEvent event = proposal.event();
        int wanted = Approvers.of(proposal).approvals();
        int with = Approvers.with(proposal.by().actor(), proposal.release(), event.stage(), event.contentDigest());
        return switch (event) {
            case StageApproved opening ->
                with >= wanted
                        ? Optional.empty()
                        : conflict("stage " + event.stage() + " takes the approval of " + wanted
                                + " people; with this one it is " + with);
            case StageApprovalGiven oneOfSeveral ->
                with < wanted
                        ? Optional.empty()
                        : conflict("stage " + event.stage() + " takes the approval of " + wanted
                                + "; this one opens its gate");
        };
    }
}
