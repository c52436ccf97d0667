package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.Freeze;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
 * @param hashedChanges the same, as every content digest begins
 * @param revision how often that has changed
 * @param evidence the newest evidence, by criterion
 * @param approvals the gates that are open, by stage
 * @param given the approvals that came before the last one of a gate that takes several, in order, by stage
 * @param handovers every handover, in order
 * @param items what was said of checklist items, by item
 * @param deployments every deployment, by id, in order
 * @param rollbacks every rollback, by id, in order
 * @param waivers what was said of going without criteria, by criterion
 * @param notes what was said of its notes beyond its changes
 * @param overrides every override of a window or of freezes, in order
 * @param hotfix what was said of it in the hotfix lane
 * @param repin the other policy that somebody proposed; null where nobody did, or it was granted
 * @param announcements what was said of its announcements
 * @param ending how it ended; null while it goes on
 */
public record Release(
        Plan plan,
        PMap<String, Change> changes,
        HashedChanges hashedChanges,
        ContentRevision revision,
        PMap<String, Evidence> evidence,
        PMap<Stage, Approval> approvals,
        PMap<Stage, PVector<Approval.Given>> given,
        PVector<Handover> handovers,
        PMap<String, ItemMark> items,
        PMap<UUID, Deployment> deployments,
        PMap<UUID, Rollback> rollbacks,
        PMap<String, Waiver> waivers,
        Notes notes,
        PVector<GrantedOverride> overrides,
        HotfixLane hotfix,
        @Nullable RepinProposal repin,
        Announcements announcements,
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
                new HashedChanges(OrderedPMap.empty()),
                ContentRevision.NOTHING_YET,
                OrderedPMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                TreePVector.empty(),
                HashTreePMap.empty(),
                OrderedPMap.empty(),
                OrderedPMap.empty(),
                HashTreePMap.empty(),
                Notes.NONE,
                TreePVector.empty(),
                HotfixLane.NONE,
                null,
                Announcements.planned(event.window(), by.judgedAt()),
                null);
    }

    @Override
    public Release evolve(ReleaseEvent event, Attribution by) {
        return switch (event) {
            case ReleasePlanned planned -> throw new HistoryBroken("a release is planned once");
            case ReleaseRescheduled moved ->
                with(plan.movedTo(moved.window())).withAnnouncements(announcements.windowSaid(by.judgedAt()));
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
                withChanges(changes.minus(removed.changeId()), revision.removed(removed.changeId()))
                        .withNotes(notes.without(removed.changeId()));
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
                                        by.roles(),
                                        by.judgedAt())))
                        // What was gone without is known now.
                        .withWaivers(waivers.minus(found.criterion()));
            case CriterionWaiverProposed proposed ->
                withWaivers(waivers.plus(
                        proposed.criterion(),
                        new Waiver.Proposed(by.actor(), by.judgedAt(), proposed.reason(), revision.number())));
            case CriterionWaived waived ->
                withWaivers(waivers.plus(
                        waived.criterion(),
                        new Waiver.Granted(
                                waived.proposedBy(), by.actor(), by.judgedAt(), waived.reason(), revision.number())));
            case ItemTicked ticked ->
                withItems(items.plus(
                        ticked.item(), new ItemMark.Ticked(by.actor(), by.roles(), by.judgedAt(), revision.number())));
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
            case StageApprovalGiven approved ->
                withGiven(given.plus(
                        approved.stage(),
                        given.getOrDefault(approved.stage(), TreePVector.empty())
                                .plus(approval(approved, by))));
            case StageApproved approved -> withApprovals(approvals.plus(approved.stage(), approval(approved, by)));
            case StageApprovalReconstructed told ->
                withApprovals(approvals.plus(
                        told.stage(),
                        new Approval.Reconstructed(told.approvedBy(), by.judgedAt(), told.contentDigest())));
            case StageHandedOver handed ->
                withHandovers(handovers.plus(
                        new Handover(handed.from(), handed.to(), handed.giver(), handed.receiver(), by.judgedAt())));
            // What a rejection voids follows as events of its own.
            case StageRejected rejected -> this;
            case ApprovalVoided voided ->
                withApprovals(approvals.minus(voided.stage())).withGiven(given.minus(voided.stage()));
            case DeploymentStarted started -> reaching(Deployment.started(started, revision.number(), by), by);
            case RolloutPlanned planned ->
                withDeployment(deployment(planned.deploymentId()).with(planned));
            case StepTaken step -> reaching(deployment(step.deploymentId()).with(step, by), by);
            case DeploymentAdvanced advanced ->
                reaching(
                        deployment(advanced.deploymentId()).with(new Deployment.Standing.Running(advanced.percent())),
                        by);
            case DeploymentVerified verified ->
                reaching(
                        deployment(verified.deploymentId())
                                .with(new Deployment.Standing.Verified(by.actor(), by.judgedAt())),
                        by);
            case DeploymentFailed failed ->
                leaving(deployment(failed.deploymentId())
                        .with(new Deployment.Standing.Failed(by.actor(), by.judgedAt())));
            case HealthReported reported -> {
                Deployment deployment = deployment(reported.deploymentId());
                yield withDeployment(deployment.with(deployment.health().and(reported)));
            }
            case WatchPassed passed ->
                withDeployment(deployment(passed.deploymentId()).withItsWatchPassed());
            case TriggerFired fired -> {
                Deployment deployment = deployment(fired.deploymentId());
                yield withDeployment(deployment.with(deployment.health().and(fired)));
            }
            case RollbackTriggered triggered ->
                withRollback(Rollback.waiting(new Rollback.Demand(
                        triggered.rollbackId(),
                        triggered.deploymentId(),
                        triggered.reason(),
                        triggered.kinds(),
                        triggered.toVersion(),
                        triggered.summary(),
                        deployment(triggered.deploymentId())
                                .health()
                                .demanding(triggered.rollbackId())
                                .orElse(null),
                        by.actor(),
                        by.judgedAt())));
            case RollbackAuthorised authorised -> takingBack(authorised, authorised.deploymentId(), by);
            case RollbackStarted started -> takingBack(started, started.deploymentId(), by);
            case RollbackEvent said -> withRollback(rollback(said.rollbackId()).evolve(said, by));
            case NotesEvent said -> withNotes(notes.evolve(said, by, changes));
            case OverrideGranted granted ->
                withOverrides(overrides.plus(new GrantedOverride(
                        granted.constraint(),
                        granted.environment(),
                        granted.reason(),
                        granted.until(),
                        by.actor(),
                        by.judgedAt())));
            case HotfixEvent said -> withHotfix(hotfix.evolve(said, by, revision.number()));
            case PolicyRepinProposed proposed ->
                withRepin(plan, new RepinProposal(proposed.version(), by.actor(), by.judgedAt(), proposed.reason()));
            case PolicyRepinned repinned -> withRepin(plan.goingBy(repinned.to()), null);
            case AnnouncementEvent said -> withAnnouncements(announcements.evolve(said, by));
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

    /**
     * Whether the ledger sees this for itself, of the content that is there.
     *
     * @param isShown whether the criterion of an id is shown
     */
    public boolean sees(@Nullable Sight sight, Predicate<String> isShown) {
        return switch (sight) {
            case null -> false;
            case Sight.Deployed deployed ->
                newestDeployment(deployed.environment())
                        .filter(deployment -> deployment.isComplete() && isOfThis(deployment.contentRevision()))
                        .isPresent();
            case Sight.Verified verified ->
                newestDeployment(verified.environment())
                        .filter(deployment -> deployment.isVerified() && isOfThis(deployment.contentRevision()))
                        .isPresent();
            case Sight.Watched watched ->
                newestDeployment(watched.environment())
                        .filter(deployment ->
                                isOfThis(deployment.contentRevision()) && deployment.wasHealthyFor(watched.during()))
                        .isPresent();
            case Sight.Shown shown -> isShown.test(shown.criterion());
            // People were told, whatever changed since.
            case Sight.Announced announced ->
                announcements.course(announced.announcement()).isSent();
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

    /** The newest deployment to each environment of production, in the order of environments; empty before the first. */
    public List<Deployment> productionDeployments(ReleasePolicy policy) {
        return policy.environments().keySet().stream()
                .filter(environment -> policy.stageOf(environment).equals(Optional.of(Stage.PRODUCTION)))
                .flatMap(environment -> newestDeployment(environment).stream())
                .toList();
    }

    /** Whether it is in an environment of production, or on its way into one. */
    public boolean runsInProduction(ReleasePolicy policy) {
        return productionDeployments(policy).stream()
                .anyMatch(deployment -> deployment.isRunning() || deployment.isVerified());
    }

    /** When it was deployed to the first of those environments of production that it is in now; empty where it is in none. */
    public Optional<Instant> inProductionSince(ReleasePolicy policy) {
        return productionDeployments(policy).stream()
                .filter(Deployment::isComplete)
                .map(Deployment::startedAt)
                .min(Comparator.naturalOrder());
    }

    /** Whether somebody let this environment be deployed to at this time outside of the release's window. */
    public boolean isWindowOverridden(String environment, Instant at) {
        return overrides.stream().anyMatch(granted -> granted.lets(Constraint.WINDOW, environment, at));
    }

    /** Whether somebody who could know of the freeze let this environment be deployed to at this time in spite of it. */
    public boolean isOverridden(Freeze freeze, String environment, Instant at) {
        return overrides.stream().anyMatch(granted -> granted.lets(freeze, environment, at));
    }

    /** The rollback of this deployment that goes on; empty where none does. */
    public Optional<Rollback> rollbackOf(UUID deploymentId) {
        return rollbacks.values().stream()
                .filter(rollback ->
                        rollback.isUnderWay() && rollback.deploymentId().equals(deploymentId))
                .findFirst();
    }

    /** The rollback of a deployment to this environment that goes on; empty where none does. */
    public Optional<Rollback> rollbackIn(String environment) {
        return rollbacks.values().stream()
                .filter(rollback -> rollback.isUnderWay()
                        && deployment(rollback.deploymentId()).environment().equals(environment))
                .findFirst();
    }

    /** The rollback that is not over, where there is one. */
    public Optional<Rollback> openRollback() {
        return rollbacks.values().stream()
                .filter(rollback -> !rollback.isOver())
                .findFirst();
    }

    /** The state in a word. */
    public ReleaseStatus status(ReleasePolicy policy) {
        return switch (ending) {
            case Ending.Completed completed ->
                isTakenBack(policy) ? ReleaseStatus.ROLLED_BACK : ReleaseStatus.COMPLETED;
            case Ending.Cancelled cancelled -> ReleaseStatus.CANCELLED;
            case null -> status(productionDeployments(policy));
        };
    }

    private boolean isTakenBack(ReleasePolicy policy) {
        List<Deployment> inProduction = productionDeployments(policy);
        return !inProduction.isEmpty()
                && inProduction.stream()
                        .allMatch(deployment -> deployment.standing() instanceof Deployment.Standing.TakenBack);
    }

    private ReleaseStatus status(List<Deployment> inProduction) {
        if (inProduction.stream().anyMatch(Deployment::isRunning)) {
            return ReleaseStatus.IN_PROGRESS;
        }
        if (inProduction.stream().anyMatch(Deployment::isVerified)) {
            return ReleaseStatus.DEPLOYED;
        }
        if (!inProduction.isEmpty()) {
            return ReleaseStatus.ROLLED_BACK;
        }
        return approvals.isEmpty() && deployments.isEmpty() ? ReleaseStatus.PLANNED : ReleaseStatus.IN_PROGRESS;
    }

    /** Who approved a stage: all who opened its gate, or as many as have approved it while it still waits for others. */
    public Set<UUID> approversOf(Stage stage) {
        Approval opened = approvals.get(stage);
        return Stream.concat(given.getOrDefault(stage, TreePVector.empty()).stream(), Stream.ofNullable(opened))
                .map(Approval::approver)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Approval.Given approval(LiveApprovalEvent event, Attribution by) {
        return new Approval.Given(by.actor(), by.judgedAt(), event.contentDigest(), artefactsLookedAt());
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

    private Release takingBack(RollbackEvent event, UUID deploymentId, Attribution by) {
        Deployment deployment = deployment(deploymentId);
        return withRollback(rollback(event.rollbackId()).evolve(event, by))
                .leaving(deployment.with(new Deployment.Standing.TakenBack(event.rollbackId(), by.judgedAt())));
    }

    private Release with(Plan next) {
        return copy(parts -> parts.plan = next);
    }

    private Release withChanges(PMap<String, Change> next, ContentRevision then) {
        return copy(parts -> {
            parts.changes = next;
            parts.hashedChanges = new HashedChanges(next);
            parts.revision = then;
        });
    }

    private Release withEvidence(PMap<String, Evidence> next) {
        return copy(parts -> parts.evidence = next);
    }

    private Release withWaivers(PMap<String, Waiver> next) {
        return copy(parts -> parts.waivers = next);
    }

    private Release withApprovals(PMap<Stage, Approval> next) {
        return copy(parts -> parts.approvals = next);
    }

    private Release withGiven(PMap<Stage, PVector<Approval.Given>> next) {
        return copy(parts -> parts.given = next);
    }

    private Release withRepin(Plan then, @Nullable RepinProposal next) {
        return copy(parts -> {
            parts.plan = then;
            parts.repin = next;
        });
    }

    private Release withHandovers(PVector<Handover> next) {
        return copy(parts -> parts.handovers = next);
    }

    private Release withItems(PMap<String, ItemMark> next) {
        return copy(parts -> parts.items = next);
    }

    private Release withDeployment(Deployment next) {
        return copy(parts -> parts.deployments = deployments.plus(next.deploymentId(), next));
    }

    private Release reaching(Deployment next, Attribution by) {
        return withDeployment(next).withAnnouncements(announcements.reaching(next, by.judgedAt()));
    }

    private Release leaving(Deployment gone) {
        boolean newest = newestDeployment(gone.environment())
                .filter(deployment -> deployment.deploymentId().equals(gone.deploymentId()))
                .isPresent();
        Release left = withDeployment(gone);
        return newest ? left.withAnnouncements(announcements.leaving(gone.environment())) : left;
    }

    private Release withRollback(Rollback next) {
        return copy(parts -> parts.rollbacks = rollbacks.plus(next.rollbackId(), next));
    }

    private Release withNotes(Notes next) {
        return copy(parts -> parts.notes = next);
    }

    private Release withOverrides(PVector<GrantedOverride> next) {
        return copy(parts -> parts.overrides = next);
    }

    private Release withHotfix(HotfixLane next) {
        return copy(parts -> parts.hotfix = next);
    }

    private Release withAnnouncements(Announcements next) {
        return copy(parts -> parts.announcements = next);
    }

    private Release ended(Ending how) {
        return copy(parts -> parts.ending = how);
    }

    private Release copy(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.release();
    }

    /** A release's parts on the way to its next state. */
    private static final class Parts {
        private Plan plan;
        private PMap<String, Change> changes;
        private HashedChanges hashedChanges;
        private ContentRevision revision;
        private PMap<String, Evidence> evidence;
        private PMap<Stage, Approval> approvals;
        private PMap<Stage, PVector<Approval.Given>> given;
        private PVector<Handover> handovers;
        private PMap<String, ItemMark> items;
        private PMap<UUID, Deployment> deployments;
        private PMap<UUID, Rollback> rollbacks;
        private PMap<String, Waiver> waivers;
        private Notes notes;
        private PVector<GrantedOverride> overrides;
        private HotfixLane hotfix;
        private @Nullable RepinProposal repin;
        private Announcements announcements;
        private @Nullable Ending ending;

        private Parts(Release release) {
            plan = release.plan;
            changes = release.changes;
            hashedChanges = release.hashedChanges;
            revision = release.revision;
            evidence = release.evidence;
            approvals = release.approvals;
            given = release.given;
            handovers = release.handovers;
            items = release.items;
            deployments = release.deployments;
            rollbacks = release.rollbacks;
            waivers = release.waivers;
            notes = release.notes;
            overrides = release.overrides;
            hotfix = release.hotfix;
            repin = release.repin;
            announcements = release.announcements;
            ending = release.ending;
        }

        private Release release() {
            return new Release(
                    plan,
                    changes,
                    hashedChanges,
                    revision,
                    evidence,
                    approvals,
                    given,
                    handovers,
                    items,
                    deployments,
                    rollbacks,
                    waivers,
                    notes,
                    overrides,
                    hotfix,
                    repin,
                    announcements,
                    ending);
        }
    }
}
