package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.rollback.RollbackWords;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/**
 * A flag opens a dark deployment as a canary goes: not while health reports find it unhealthy, it is taken back, or it was and is
 * still what was deployed last; and where it is judged, it goes further once reports of a time after it was opened the last time
 * find it healthy. No data is no health. Flags have no environments, so the deployments of each environment speak.
 */
public final class OpenedDeploymentIsHealthy implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        return proposal.state().opens().stream()
                .flatMap(opened -> against(opened, proposal).stream())
                .findFirst();
    }

    private Optional<Violation> against(
            OpenedDeployment opened, StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        Rollback rollback = opened.rollback();
        if (rollback != null) {
            return conflict("rollback " + rollback.rollbackId() + " of " + opened.inWords() + " "
                    + RollbackWords.of(rollback.progress())
                    + (rollback.isUnderWay() ? "" : "; " + OpenedDeployment.WAY_OUT));
        }
        if (opened.deployment().health().verdict() == HealthVerdict.UNHEALTHY) {
            return conflict("health reports find " + opened.inWords() + " unhealthy; "
                    + (opened.isWatched(proposal.by().judgedAt())
                            ? "take it back, or wait until they find it healthy"
                            : "no more of them are taken: take it back, " + OpenedDeployment.WAY_OUT));
        }
        return proposal.event() instanceof RolloutAdvanced ? unjudged(opened, proposal) : Optional.empty();
    }

    private Optional<Violation> unjudged(
            OpenedDeployment opened, StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        HealthVerdict verdict = opened.deployment().health().verdict();
        return proposal.state()
                .flag()
                .flatMap(flag -> flag.rollout().reached())
                .filter(reach -> opened.isJudged(proposal.by().judgedAt())
                        && !opened.deployment().isHealthySince(reach.openedAt()))
                .flatMap(reach -> conflict("no health report of a time after " + reach.openedAt() + " says that "
                        + opened.inWords() + " is healthy"
                        + (verdict == null ? "; none was made" : "; the verdict is " + verdict)));
    }
}
