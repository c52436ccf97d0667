package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What a flag has to do with is there: a release that was planned, a rollback of it. */
public final class ReleaseIsInTheLedger implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        if (proposal.event() instanceof FlagDisabled disabled
                && disabled.rollbackId() != null
                && disabled.releaseId() == null) {
            return unprocessable("rollbackId is of no release; say of which in releaseId");
        }
        return ReleaseNamed.in(proposal.event()).flatMap(named -> {
            if (proposal.state().nowhere().contains(named.releaseId())) {
                return unprocessable("there is no release " + named.releaseId());
            }
            return named.rollbackId() != null && proposal.state().nowhere().contains(named.rollbackId())
                    ? unprocessable("there is no rollback " + named.rollbackId() + " of release " + named.releaseId())
                    : Optional.empty();
        });
    }
}
