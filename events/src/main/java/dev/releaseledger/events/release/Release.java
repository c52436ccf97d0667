package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A planned release: what its history means. Persistent collections, so that evolving a release with thousands of changes
 * copies little, and every earlier state stays what it was.
 *
 * @param plan what was planned
 * @param changes what it includes, by change id
 * @param revision how often that has changed
 * @param evidence the newest evidence, by criterion
 * @param approvals the gates that are open, by stage
 * @param handovers every handover, in order
 * @param items what was said of checklist items, by item
 * @param deployments every deployment, by id, in order
 * @param rollbacks every rollback, by id, in order
 * @param ending how it ended; null while it goes on
 */
public record Release(
        Plan plan,
        PMap<String, Change> changes,
        ContentRevision revision,
        PMap<String, Evidence> evidence,
        PMap<Stage, Approval> approvals,
        PVector<Handover> handovers,
        PMap<String, ItemMark> items,
        PMap<UUID, Deployment> deployments,
        PMap<UUID, Rollback> rollbacks,
        @Nullable Ending ending)
        implements ReleaseState {

    static Release planned(ReleasePlanned event, Attribution by) {
        Plan plan = new Plan(
                event.product(),
                event.version(),
                event.title(),
                event.kind(),
                event.strategy(),
                event.window(),
                event.owner(),
                event.milestone(),
                event.hotfixOf(),
                event.policyVersion(),
                by.actor(),
                by.judgedAt(),
                by.isBackfill());
        return new Release(
                plan,
                OrderedPMap.empty(),
                ContentRevision.NOTHING_YET,
                OrderedPMap.empty(),
                HashTreePMap.empty(),
                TreePVector.empty(),
                HashTreePMap.empty(),
                OrderedPMap.empty(),
                OrderedPMap.empty(),
                null);
    }

    @Override
    public Release evolve(ReleaseEvent event, Attribution by) {
        return switch (event) {
            case ReleasePlanned planned -> throw new HistoryBroken("a release is planned once");
            case ReleaseRescheduled moved -> with(plan.movedTo(moved.window()));
            case ChangeAdded added ->
                withChanges(
                        changes.plus(
                                added.changeId(),
                                new Change(
                                        added.changeId(),
                                        added.category(),
                                        added.summary(),
                                        added.reference(),
                                        added.author(),
                                        added.commit(),
                                        added.mergedAt(),
                                        added.reviewers(),
                                        by.actor(),
                                        by.judgedAt())),
                        revision.added(added.changeId()));
            case ChangeRemoved removed ->
                withChanges(changes.minus(removed.changeId()), revision.removed(removed.changeId()));
            case EvidenceRecorded found ->
                withEvidence(evidence.plus(
                        found.criterion(),
                        new Evidence(
                                found.stage(),
                                found.criterion(),
                                found.outcome(),
                                found.source(),
                                found.link(),
                                found.digest(),
                                found.values(),
                                revision.number(),
                                by.actor(),
                                by.judgedAt())));
            case ItemTicked ticked ->
                withItems(items.plus(ticked.item(), new ItemMark.Ticked(by.actor(), by.judgedAt(), revision.number())));
            case ItemUnticked unticked -> withItems(items.minus(unticked.item()));
            case ItemWaiverProposed proposed ->
                withItems(items.plus(
                        proposed.item(),
                        new ItemMark.WaiverProposed(by.actor(), by.judgedAt(), proposed.reason(), revision.number())));
            case ItemWaived waived ->
                withItems(items.plus(
                        waived.item(),
                        new ItemMark.Waived(
                                waived.proposedBy(), by.actor(), by.judgedAt(), waived.reason(), revision.number())));
            case StageApproved approved ->
                withApprovals(approvals.plus(
                        approved.stage(),
                        new Approval.Given(by.actor(), by.judgedAt(), approved.contentDigest(), artefactsLookedAt())));
            case StageApprovalReconstructed told ->
                withApprovals(approvals.plus(
                        told.stage(),
                        new Approval.Reconstructed(told.approvedBy(), by.judgedAt(), told.contentDigest())));
            case StageHandedOver handed ->
                withHandovers(handovers.plus(
                        new Handover(handed.from(), handed.to(), handed.giver(), handed.receiver(), by.judgedAt())));
            // What a rejection voids follows as events of its own.
            case StageRejected rejected -> this;
            case ApprovalVoided voided -> withApprovals(approvals.minus(voided.stage()));
            case DeploymentStarted started ->
                withDeployment(new Deployment(
                        started.deploymentId(),
                        started.environment(),
                        started.strategy(),
                        started.artefact(),
                        revision.number(),
                        by.actor(),
                        by.judgedAt(),
                        new Deployment.Standing.Running(0)));
            case DeploymentAdvanced advanced ->
                withDeployment(
                        deployment(advanced.deploymentId()).with(new Deployment.Standing.Running(advanced.percent())));
            case DeploymentVerified verified ->
                withDeployment(deployment(verified.deploymentId())
                        .with(new Deployment.Standing.Verified(by.actor(), by.judgedAt())));
            case DeploymentFailed failed ->
                withDeployment(deployment(failed.deploymentId())
                        .with(new Deployment.Standing.Failed(by.actor(), by.judgedAt())));
            case RollbackTriggered triggered ->
                withRollback(new Rollback(
                        triggered.rollbackId(),
                        triggered.deploymentId(),
                        triggered.reason(),
                        triggered.kinds(),
                        triggered.toVersion(),
                        triggered.summary(),
                        by.actor(),
                        by.judgedAt(),
                        HashTreePMap.empty(),
                        false));
            case RollbackConfirmed confirmed ->
                withRollback(rollback(confirmed.rollbackId()).confirmed(confirmed.confirmedAs(), by.actor()));
            case RollbackAuthorised authorised ->
                withRollback(rollback(authorised.rollbackId()).authorise())
                        .withDeployment(deployment(authorised.deploymentId())
                                .with(new Deployment.Standing.TakenBack(authorised.rollbackId(), by.judgedAt())));
            case ReleaseCompleted completed -> ended(new Ending.Completed(by.actor(), by.judgedAt()));
            case ReleaseCancelled cancelled ->
                ended(new Ending.Cancelled(by.actor(), by.judgedAt(), cancelled.reason()));
        };
    }

    /** The first stage whose gate is shut; empty when all are open. */
    public Optional<Stage> stage() {
        for (Stage stage : Stage.values()) {
            if (!approvals.containsKey(stage)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** Who answers for the release now: who took over last, otherwise its owner. */
    public UUID holder() {
        return handovers.isEmpty()
                ? plan.owner()
                : handovers.get(handovers.size() - 1).receiver();
    }

    /** Whether the ledger sees this for itself, of the content that is there. */
    public boolean sees(Sight sight, ReleasePolicy policy) {
        return switch (sight) {
            case Sight.Deployed deployed ->
                newestDeployment(deployed.environment())
                        .filter(deployment -> deployment.isComplete() && isOfThis(deployment.contentRevision()))
                        .isPresent();
            case Sight.Verified verified ->
                newestDeployment(verified.environment())
                        .filter(deployment -> deployment.isVerified() && isOfThis(deployment.contentRevision()))
                        .isPresent();
            case Sight.Shown shown ->
                policy.criterion(shown.criterion()).filter(this::hasPassed).isPresent();
        };
    }

    /** The digests of the artefacts that the newest evidence of the content that is there looked at. */
    public Set<String> artefactsLookedAt() {
        return evidence.values().stream()
                .filter(found -> found.outcome() == Outcome.PASSED
                        && isOfThis(found.contentRevision())
                        && found.stage().compareTo(Stage.PRODUCTION) <= 0)
                .flatMap(found -> Stream.ofNullable(found.digest()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the newest evidence for the criterion is passing, and of the content that is there where the criterion is bound
     * to it.
     */
    public boolean hasPassed(Criterion criterion) {
        Evidence newest = evidence.get(criterion.id());
        return newest != null
                && newest.outcome() == Outcome.PASSED
                && (!criterion.boundToContent() || isOfThis(newest.contentRevision()));
    }

    /** Whether what was said at this revision was said of the content that is there: nothing was added or removed since. */
    public boolean isOfThis(int contentRevision) {
        return contentRevision == revision.number();
    }

    /** The newest deployment to this environment. */
    public Optional<Deployment> newestDeployment(String environment) {
        return deployments.values().stream()
                .filter(deployment -> deployment.environment().equals(environment))
                .reduce((earlier, later) -> later);
    }

    /** The newest deployment to an environment of this stage. */
    public Optional<Deployment> newestDeployment(Stage stage, ReleasePolicy policy) {
        return deployments.values().stream()
                .filter(deployment -> policy.stageOf(deployment.environment()).equals(Optional.of(stage)))
                .reduce((earlier, later) -> later);
    }

    /** The rollback that waits for confirmation, where there is one. */
    public Optional<Rollback> openRollback() {
        return rollbacks.values().stream()
                .filter(rollback -> !rollback.authorised())
                .findFirst();
    }

    /** The state in a word. */
    public ReleaseStatus status(ReleasePolicy policy) {
        return switch (ending) {
            case Ending.Completed completed -> ReleaseStatus.COMPLETED;
            case Ending.Cancelled cancelled -> ReleaseStatus.CANCELLED;
            case null ->
                newestDeployment(Stage.PRODUCTION, policy)
                        .map(deployment -> switch (deployment.standing()) {
                            case Deployment.Standing.Running running -> ReleaseStatus.IN_PROGRESS;
                            case Deployment.Standing.Verified verified -> ReleaseStatus.DEPLOYED;
                            case Deployment.Standing.Failed failed -> ReleaseStatus.ROLLED_BACK;
                            case Deployment.Standing.TakenBack takenBack -> ReleaseStatus.ROLLED_BACK;
                        })
                        .orElse(
                                approvals.isEmpty() && deployments.isEmpty()
                                        ? ReleaseStatus.PLANNED
                                        : ReleaseStatus.IN_PROGRESS);
        };
    }

    private Deployment deployment(UUID id) {
        Deployment deployment = deployments.get(id);
        if (deployment == null) {
            throw new HistoryBroken("deployment " + id + " was never started");
        }
        return deployment;
    }

    private Rollback rollback(UUID id) {
        Rollback rollback = rollbacks.get(id);
        if (rollback == null) {
            throw new HistoryBroken("rollback " + id + " was never triggered");
        }
        return rollback;
    }

    private Release with(Plan next) {
        return new Release(
                next, changes, revision, evidence, approvals, handovers, items, deployments, rollbacks, ending);
    }

    private Release withChanges(PMap<String, Change> next, ContentRevision then) {
        return new Release(plan, next, then, evidence, approvals, handovers, items, deployments, rollbacks, ending);
    }

    private Release withEvidence(PMap<String, Evidence> next) {
        return new Release(plan, changes, revision, next, approvals, handovers, items, deployments, rollbacks, ending);
    }

    private Release withApprovals(PMap<Stage, Approval> next) {
        return new Release(plan, changes, revision, evidence, next, handovers, items, deployments, rollbacks, ending);
    }

    private Release withHandovers(PVector<Handover> next) {
        return new Release(plan, changes, revision, evidence, approvals, next, items, deployments, rollbacks, ending);
    }

    private Release withItems(PMap<String, ItemMark> next) {
        return new Release(
                plan, changes, revision, evidence, approvals, handovers, next, deployments, rollbacks, ending);
    }

    private Release withDeployment(Deployment next) {
        return new Release(
                plan,
                changes,
                revision,
                evidence,
                approvals,
                handovers,
                items,
                deployments.plus(next.deploymentId(), next),
                rollbacks,
                ending);
    }

    private Release withRollback(Rollback next) {
        return new Release(
                plan,
                changes,
                revision,
                evidence,
                approvals,
                handovers,
                items,
                deployments,
                rollbacks.plus(next.rollbackId(), next),
                ending);
    }

    private Release ended(Ending how) {
        return new Release(plan, changes, revision, evidence, approvals, handovers, items, deployments, rollbacks, how);
    }
}
