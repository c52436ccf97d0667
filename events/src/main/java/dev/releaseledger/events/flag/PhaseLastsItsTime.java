package dev.releaseledger.events.flag;

import dev.releaseledger.events.policy.FlagPhases;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;

/** A phase is left once it lasted as long as the policy says. */
public final class PhaseLastsItsTime implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        if (proposal.event().overrideReason() != null) {
            return Optional.empty();
        }
        return proposal.state().step(proposal.event()).flatMap(step -> {
            FlagPhases.Phase before = step.before();
            Instant since = before == null ? null : step.from().since().get(before.id());
            if (before == null || since == null || step.isEntered()) {
                return Optional.empty();
            }
            Instant lasts = since.plus(before.atLeast());
            return proposal.by().judgedAt().isBefore(lasts)
                    ? conflict("the phase " + before.id() + " lasts until " + lasts + " at least")
                    : Optional.empty();
        });
    }
}
