package dev.releaseledger.command.release.rollback;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.util.List;
import java.util.UUID;

/** What follows from taking a deployment back. */
public final class TakenBack {
    private TakenBack() {}

    /** The approvals that relied on the deployment; none of a release that has ended. Pure. */
    public static List<ApprovalVoided> voids(UUID deploymentId, Release release, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        return deployment == null || release.ending() != null
                ? List.of()
                : VoidedApprovals.reliedOn(
                        deployment.environment(), release, policy, VoidingCause.DEPLOYMENT_TAKEN_BACK);
    }
}
