package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.ReleaseEvent;
import java.util.Optional;

/** A release that was completed or cancelled is history: nothing follows. */
public final class ReleaseIsOpen implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        return proposal.release().ending() == null
                ? Optional.empty()
                : conflict("the release has ended; plan a new one");
    }
}
