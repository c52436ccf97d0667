package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback says what is taken back: code, flags or data. */
public final class SomethingIsTakenBack implements Rule<RollbackTriggered> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackTriggered> proposal) {
        return proposal.event().kinds().isEmpty()
                ? unprocessable("name at least one of CODE, FLAG, DATA in kinds")
                : Optional.empty();
    }
}
