package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A phase reaches as many as the policy says; without phases, that is from somebody to everybody. */
public final class PercentageIsOfThePhase implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        int basisPoints = proposal.event().basisPoints();
        int least = proposal.state()
                .step(proposal.event())
                .map(step -> FlagSituation.basisPoints(step.phase().fromPercent()))
                .orElse(0);
        int most = proposal.state()
                .step(proposal.event())
                .map(step -> FlagSituation.basisPoints(step.phase().toPercent()))
                .orElse(Flag.EVERYBODY);
        return basisPoints >= Math.max(1, least) && basisPoints <= most
                ? Optional.empty()
                : unprocessable(
                        "basisPoints are from " + Math.max(1, least) + " to " + most + " here, not " + basisPoints);
    }
}
