package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Health is reported of a deployment while it is under way, until its watch is over or another takes its place, and while it is taken back. */
public final class DeploymentIsWatched implements Rule<HealthReported> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HealthReported> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return conflict("deployment " + proposal.event().deploymentId() + " was never started");
        }
        Instant begins = deployment.startedAt().minus(HealthReport.CLOCKS_APART);
        if (proposal.event().reports().stream().anyMatch(report -> report.from().isBefore(begins))) {
            return unprocessable("the deployment began at " + deployment.startedAt()
                    + "; a window that begins before that tells of what was there before");
        }
        return switch (deployment.standing()) {
            case Deployment.Standing.Running running -> Optional.empty();
            case Deployment.Standing.Verified verified ->
                replaced(proposal)
                        .or(() -> ofTheWatch(
                                proposal.event(),
                                verified.at().plus(proposal.policy().health().watch())));
            case Deployment.Standing.Failed failed ->
                conflict("deployment " + deployment.deploymentId() + " has failed; it is not watched any more");
            case Deployment.Standing.TakenBack takenBack ->
                isUnderWay(proposal.release().rollbacks().get(takenBack.rollbackId()))
                        ? Optional.empty()
                        : conflict("deployment " + deployment.deploymentId()
                                + " was taken back; it is not watched any more");
        };
    }

    private Optional<Violation> replaced(Proposal<? extends HealthReported> proposal) {
        return proposal.around()
                .environment()
                .inPlaceOf(proposal.event().deploymentId())
                .flatMap(other ->
                        conflict(other.version() + " took the place of the deployment; report the health of deployment "
                                + other.deploymentId() + " of release " + other.releaseId()));
    }

    private static boolean isUnderWay(@Nullable Rollback rollback) {
        return rollback != null && rollback.isUnderWay();
    }

    private Optional<Violation> ofTheWatch(HealthReported reported, Instant until) {
        return reported.reports().stream().allMatch(report -> report.from().isBefore(until))
                ? Optional.empty()
                : conflict("the deployment was watched until " + until);
    }
}
