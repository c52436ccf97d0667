package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

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

    /**
     * The approvals that relied on a criterion that is no longer met with this evidence: it failed, or leaves the criterion
     * unshown, since it misses a threshold or came in place of a waiver. What is told of the past voids them only by failing:
     * no evidence was asked for then.
     */
    public static List<ApprovalVoided> reliedOn(
            EvidenceRecorded evidence, Release release, Attribution by, ReleasePolicy policy) {
        return policy.criterion(evidence.criterion())
                .filter(criterion -> evidence.outcome() == Outcome.FAILED
                        || (!by.isBackfill() && leavesUnshown(criterion, evidence, release, by, policy)))
                .map(criterion -> from(criterion.gate(), release, VoidingCause.EVIDENCE_FAILED))
                .orElse(List.of());
    }

    private static boolean leavesUnshown(
            Criterion criterion, EvidenceRecorded evidence, Release release, Attribution by, ReleasePolicy policy) {
        return policy.criteriaBefore(criterion.gate(), release.plan().kind()).contains(criterion)
                && !CriterionIsShown.test(criterion, release.evolve(evidence, by), by.judgedAt());
    }

    /** The approvals of this stage and of every later one, as voided, in the order of stages. */
    public static List<ApprovalVoided> from(Stage first, Release release, VoidingCause cause) {
        List<ApprovalVoided> voided = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Approval approval = newest(stage, release);
            if (stage.compareTo(first) >= 0 && approval != null) {
                voided.add(new ApprovalVoided(stage, approval.contentDigest(), cause));
            }
        }
        return List.copyOf(voided);
    }

    /** The approvals of the first stage whose gate waits for something else under the other policy, and of every later one. */
    public static List<ApprovalVoided> between(ReleasePolicy from, ReleasePolicy to, Release release) {
        ReleaseKind kind = release.plan().kind();
        for (Stage stage : Stage.values()) {
            boolean same = from.at(stage).approvalOf(kind).equals(to.at(stage).approvalOf(kind))
                    && from.criteriaBefore(stage, kind).equals(to.criteriaBefore(stage, kind))
                    && from.itemsBefore(stage, kind).equals(to.itemsBefore(stage, kind));
            if (!same) {
                return from(stage, release, VoidingCause.POLICY_CHANGED);
            }
        }
        return List.of();
    }

    /** The approval that opened a gate, or the last of those that it still waits with; null where there is none. */
    private static @Nullable Approval newest(Stage stage, Release release) {
        Approval opened = release.approvals().get(stage);
        PVector<Approval.Given> given = release.given().get(stage);
        return opened != null || given == null ? opened : given.get(given.size() - 1);
    }
}
