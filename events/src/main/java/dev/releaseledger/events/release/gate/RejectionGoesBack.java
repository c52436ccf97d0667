package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rejection sends the release back to the stage itself or to an earlier one, never forward. */
public final class RejectionGoesBack implements Rule<StageRejected> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageRejected> proposal) {
        StageRejected event = proposal.event();
        return event.returnsTo().compareTo(event.stage()) <= 0
                ? Optional.empty()
                : unprocessable("from " + event.stage() + " a release does not go back to " + event.returnsTo());
    }
}
