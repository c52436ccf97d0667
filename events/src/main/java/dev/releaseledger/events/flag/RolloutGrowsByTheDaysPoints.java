package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.LocalDate;
import java.util.Optional;

/** A phase opens a flag by so many points a day, in UTC. */
public final class RolloutGrowsByTheDaysPoints implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        if (proposal.event().overrideReason() != null) {
            return Optional.empty();
        }
        return proposal.state().step(proposal.event()).flatMap(step -> {
            Integer points = step.phase().pointsADay();
            if (points == null) {
                return Optional.empty();
            }
            LocalDate today = Flag.dayOf(proposal.by().judgedAt());
            int most = step.from().basisPoints()
                    + FlagSituation.basisPoints(points)
                    - step.from().grownBy(today, step.phase().id());
            return proposal.event().basisPoints() > most
                    ? conflict("the phase " + step.phase().id() + " opens a flag by " + points
                            + " points a day; today it can be opened up to " + Math.max(0, most) + " basis points")
                    : Optional.empty();
        });
    }
}
