package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a flag has to do with is there: a release that was planned, a rollback of it. */
public final class ReleaseIsInTheLedger implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        UUID release = release(proposal.event());
        if (release != null && proposal.state().nowhere().contains(release)) {
            return unprocessable("there is no release " + release);
        }
        UUID rollback = proposal.event() instanceof FlagDisabled disabled ? disabled.rollbackId() : null;
        if (rollback != null && release == null) {
            return unprocessable("rollbackId is of no release; say of which in releaseId");
        }
        return rollback != null && proposal.state().nowhere().contains(rollback)
                ? unprocessable("there is no rollback " + rollback + " of release " + release)
                : Optional.empty();
    }

    private static @Nullable UUID release(FlagEvent event) {
        if (event instanceof FlagDefined defined) {
            return defined.releaseId();
        }
        if (event instanceof FlagLinked linked) {
            return linked.releaseId();
        }
        if (event instanceof FlagDisabled disabled) {
            return disabled.releaseId();
        }
        return event instanceof FlagCleanedUp cleanedUp ? cleanedUp.releaseId() : null;
    }
}
