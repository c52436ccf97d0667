package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** The verdict and what it is compared with follow from the reports, the deployment and the policy. */
public final class VerdictFollowsFromTheReports implements Rule<HealthReported> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HealthReported> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return Optional.empty();
        }
        HealthReported reported = proposal.event();
        Baseline baseline = Health.baseline(deployment, proposal.policy());
        HealthVerdict verdict = Health.verdict(deployment.health(), reported.reports(), baseline, proposal.policy());
        return reported.baseline().equals(baseline) && reported.verdict() == verdict
                ? Optional.empty()
                : unprocessable("the reports make it " + verdict + " beside " + baseline);
    }
}
