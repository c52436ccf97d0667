package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.rollback.RollbackWords;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/**
 * A flag opens a dark deployment as a canary goes: not while health reports find it unhealthy or it is taken back, and where it
 * is judged, once reports of a time after it was opened the last time find it healthy. No data is no health.
 */
public final class OpenedDeploymentIsHealthy implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        return proposal.state().opens().stream()
                .flatMap(opened -> against(opened, proposal).stream())
                .findFirst();
    }

    private Optional<Violation> against(
            OpenedDeployment opened, StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        Deployment deployment = opened.deployment();
        HealthVerdict verdict = deployment.health().verdict();
        if (opened.rollback() != null) {
            return conflict("rollback " + opened.rollback().rollbackId() + " of " + opened.inWords() + " "
                    + RollbackWords.of(opened.rollback().progress()));
        }
        if (verdict == HealthVerdict.UNHEALTHY) {
            return conflict("health reports find " + opened.inWords()
                    + " unhealthy; take it back, or wait until they find it healthy");
        }
        return proposal.state()
                .flag()
                .flatMap(flag -> flag.rollout().reached())
                .filter(reach ->
                        opened.isJudged(proposal.by().judgedAt()) && !deployment.isHealthySince(reach.openedAt()))
                .flatMap(reach -> conflict("no health report of a time after " + reach.openedAt() + " says that "
                        + opened.inWords() + " is healthy"
                        + (verdict == null ? "; none was made" : "; the verdict is " + verdict)));
    }
}
