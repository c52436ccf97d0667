package dev.releaseledger.events.flag;

import dev.releaseledger.events.policy.FlagPhases;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A phase is entered from the one before it. */
public final class PhaseIsNotSkipped implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        if (proposal.event().overrideReason() != null) {
            return Optional.empty();
        }
        return proposal.state().step(proposal.event()).flatMap(step -> {
            FlagPhases.Phase before = step.before();
            return before == null || step.isEntered() || step.from().since().containsKey(before.id())
                    ? Optional.empty()
                    : conflict("the phase " + before.id() + " comes before "
                            + step.phase().id());
        });
    }
}
