package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A watch has passed once its time is over for a deployment to production that still stands, and is said to have once. */
public final class WatchHasPassed implements Rule<WatchPassed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends WatchPassed> proposal) {
        WatchPassed event = proposal.event();
        Deployment deployment = proposal.release().deployments().get(event.deploymentId());
        Optional<Watch> watch = Watch.of(event.deploymentId(), proposal.release(), proposal.policy());
        if (deployment == null || watch.isEmpty()) {
            return conflict(
                    "deployment " + event.deploymentId() + " is none to production that is verified and stands");
        }
        if (!watch.get().verifiedAt().equals(event.verifiedAt())
                || !watch.get().until().equals(event.until())) {
            return conflict("the deployment was verified at " + watch.get().verifiedAt() + " and is watched until "
                    + watch.get().until());
        }
        if (proposal.by().judgedAt().isBefore(watch.get().passedAt())) {
            return conflict(
                    "reports of the watch may be recorded until " + watch.get().passedAt());
        }
        return deployment.watchPassed() ? conflict("that the watch has passed is on record") : Optional.empty();
    }
}
