package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is complete only when the gates of all its stages are open. */
public final class EveryGateIsOpen implements Rule<ReleaseCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCompleted> proposal) {
        return proposal.release().stage().flatMap(stage -> conflict("stage " + stage + " is not approved"));
    }
}
