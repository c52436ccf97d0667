package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is handed over from a stage whose gate is open to the next. */
public final class HandoverFollowsTheApproval implements Rule<StageHandedOver> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageHandedOver> proposal) {
        Stage from = proposal.event().from();
        if (!from.next().equals(Optional.of(proposal.event().to()))) {
            return unprocessable(
                    "after " + from + " comes " + from.next().map(Stage::name).orElse("nothing") + ", not "
                            + proposal.event().to());
        }
        return proposal.release().approvals().containsKey(from)
                ? Optional.empty()
                : conflict("stage " + from + " is not approved");
    }
}
