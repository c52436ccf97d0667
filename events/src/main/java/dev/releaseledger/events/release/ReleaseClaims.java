package dev.releaseledger.events.release;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What must be unique over all releases: a version of a product, for ever; a running deployment in a product's environment,
 * until it is verified, has failed or its rollback is over. What a backfilled release deployed is over and claims no environment.
 *
 * @param takes the claims that the event takes
 * @param frees the claims that it frees
 */
public record ReleaseClaims(List<String> takes, List<String> frees) {
    private static final ReleaseClaims NONE = new ReleaseClaims(List.of(), List.of());

    /** The claim on a version of a product. */
    public static String version(String product, String version) {
        return "version:" + product + "/" + version;
    }

    /** The claim on a running deployment in a product's environment. */
    public static String deployment(String product, String environment) {
        return "deployment:" + product + "/" + environment;
    }

    /** Whether a claim, once taken, is never given back: its holder has it from the first event on. */
    public static boolean isForEver(String claim) {
        return claim.startsWith("version:");
    }

    /** Every claim that a release in this state holds. */
    public static Set<String> heldBy(Release release) {
        Set<String> held = new HashSet<>();
        held.add(version(release.plan().product(), release.plan().version()));
        if (!release.plan().backfilled()) {
            release.deployments().values().stream()
                    .filter(deployment -> holds(release, deployment))
                    .forEach(running -> held.add(deployment(release.plan().product(), running.environment())));
        }
        return Set.copyOf(held);
    }

    /** What an event on this state takes and frees. */
    public static ReleaseClaims of(ReleaseState before, ReleaseEvent event) {
        return switch (event) {
            case ReleasePlanned planned -> takes(version(planned.product(), planned.version()));
            case DeploymentStarted started ->
                before instanceof Release release && !release.plan().backfilled()
                        ? takes(deployment(release.plan().product(), started.environment()))
                        : NONE;
            case DeploymentVerified verified -> frees(before, verified.deploymentId());
            case DeploymentFailed failed -> frees(before, failed.deploymentId());
            case RollbackAuthorised authorised -> frees(before, authorised.deploymentId());
            // The place is kept until what ran there before runs again, or nobody knows what does.
            case RollbackVerified verified -> frees(before, verified.deploymentId());
            case RollbackFailed failed -> frees(before, failed.deploymentId());
            case RollbackStarted started -> takesAgain(before, started.deploymentId());
            case RollbackExecutionEvent said -> NONE;
            case RollbackStepDone done -> NONE;
            case RollbackCompleted completed -> NONE;
            case RollbackWithdrawn withdrawn -> NONE;
            case RollbackObligationMet met -> NONE;
            case RolloutPlanned planned -> NONE;
            case StepTaken step -> NONE;
            case HealthReported reported -> NONE;
            case WatchPassed passed -> NONE;
            case TriggerFired fired -> NONE;
            case ReleaseRescheduled moved -> NONE;
            case ChangeAdded added -> NONE;
            case ChangeRemoved removed -> NONE;
            case NotesEvent said -> NONE;
            case EvidenceRecorded recorded -> NONE;
            case CriterionWaiverEvent waiver -> NONE;
            case ItemEvent item -> NONE;
            case StageEvent stage -> NONE;
            case StageHandedOver handed -> NONE;
            case ApprovalVoided voided -> NONE;
            case DeploymentAdvanced advanced -> NONE;
            case RollbackTriggered triggered -> NONE;
            case RollbackConfirmed confirmed -> NONE;
            case OverrideGranted granted -> NONE;
            case HotfixEvent said -> NONE;
            case RepinEvent repin -> NONE;
            case AnnouncementEvent said -> NONE;
            case ReleaseCompleted completed -> NONE;
            case ReleaseCancelled cancelled -> NONE;
        };
    }

    /** What is taken back keeps its place, or takes it again, until that is over. */
    private static ReleaseClaims takesAgain(ReleaseState before, UUID deploymentId) {
        return before instanceof Release release
                        && !release.plan().backfilled()
                        && release.deployments().get(deploymentId) instanceof Deployment deployment
                        && !holds(release, deployment)
                ? takes(deployment(release.plan().product(), deployment.environment()))
                : NONE;
    }

    private static boolean holds(Release release, Deployment deployment) {
        return switch (deployment.standing()) {
            case Deployment.Standing.Running running -> true;
            case Deployment.Standing.Verified verified -> false;
            case Deployment.Standing.Failed failed -> false;
            case Deployment.Standing.TakenBack takenBack ->
                release.rollbacks().get(takenBack.rollbackId()) instanceof Rollback rollback && rollback.isUnderWay();
        };
    }

    private static ReleaseClaims takes(String claim) {
        return new ReleaseClaims(List.of(claim), List.of());
    }

    private static ReleaseClaims frees(ReleaseState before, UUID deploymentId) {
        if (before instanceof Release release
                && !release.plan().backfilled()
                && release.deployments().get(deploymentId) instanceof Deployment deployment
                && holds(release, deployment)) {
            return new ReleaseClaims(
                    List.of(), List.of(deployment(release.plan().product(), deployment.environment())));
        }
        return NONE;
    }
}
