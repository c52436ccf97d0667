package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.VoidingCause;
import java.util.ArrayList;
import java.util.List;

/** Which approvals no longer hold when something that they were bound to is no longer so. */
public final class VoidedApprovals {
    private VoidedApprovals() {}

    /** The approvals that relied on a deployment to this environment: of the environment's stage and of every later one. */
    public static List<ApprovalVoided> reliedOn(
            String environment, Release release, ReleasePolicy policy, VoidingCause cause) {
        return policy.stageOf(environment)
                .map(stage -> from(stage, release, cause))
                .orElse(List.of());
    }

    /** The approvals of this stage and of every later one, as voided, in the order of stages. */
    public static List<ApprovalVoided> from(Stage first, Release release, VoidingCause cause) {
        List<ApprovalVoided> voided = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Approval approval = release.approvals().get(stage);
            if (stage.compareTo(first) >= 0 && approval != null) {
                voided.add(new ApprovalVoided(stage, approval.contentDigest(), cause));
            }
        }
        return List.copyOf(voided);
    }
}
