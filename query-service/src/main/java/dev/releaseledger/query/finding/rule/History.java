package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverEvent;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixEvent;
import dev.releaseledger.events.release.ItemEvent;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.NotesEvent;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.RepinEvent;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackExecutionEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageEvent;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What rules have to know of a release's stream: its entries in order, those left out that no rule asks for. Persistent
 * collections, so that every earlier history stays what it was and one more entry costs little.
 *
 * @param included the changes that it includes, by change id
 * @param deployed the changes that it included when a deployment began, by deployment
 * @param told the entries that a verdict may follow from, in order, by each kind of event that they are of
 * @param watched what reports of health say of the watch of each deployment: there are far more of them than of anything else
 * @param mayProve whether an entry is on record that a verdict can be about; before, whatever is told proves nothing
 * @param lastTold the last entry that a verdict may follow from, reports of health left out; -1 before the first
 * @param lastLate the last report of health that came after the end of a watch and reached further than all before; -1 before
 *     the first
 */
public record History(
        PMap<String, Said<ChangeAdded>> included,
        PMap<UUID, PMap<String, Said<ChangeAdded>>> deployed,
        PMap<Class<?>, PVector<Said<?>>> told,
        PMap<UUID, Watched> watched,
        boolean mayProve,
        long lastTold,
        long lastLate) {
    private static final History NOTHING = new History(
            HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), false, -1, -1);

    /** What an event is asked for as: by its class, and by the families that it belongs to. */
    private static final ClassValue<Set<Class<?>>> KINDS = new ClassValue<>() {
        @Override
        protected Set<Class<?>> computeValue(Class<?> type) {
            Set<Class<?>> kinds = new LinkedHashSet<>(Set.of(type));
            for (Class<?> family : type.getInterfaces()) {
                if (ReleaseEvent.class.isAssignableFrom(family)) {
                    kinds.addAll(get(family));
                }
            }
            return kinds;
        }
    };

    /** Before the first entry. */
    public static History nothing() {
        return NOTHING;
    }

    /** With one more entry, which the release's state followed. */
    public History and(ReleaseEvent event, Envelope envelope) {
        return switch (event) {
            case ChangeAdded added -> including(included.plus(added.changeId(), Said.of(added, envelope)));
            case ChangeRemoved removed -> including(included.minus(removed.changeId()));
            case DeploymentStarted started ->
                new History(
                                included,
                                deployed.plus(started.deploymentId(), included),
                                told,
                                watched,
                                mayProve,
                                lastTold,
                                lastLate)
                        .telling(started, envelope);
            case HealthReported reported -> reported(reported, envelope);
            case ReleasePlanned planned -> telling(planned, envelope);
            case EvidenceRecorded recorded -> telling(recorded, envelope);
            case CriterionWaiverEvent waiver -> telling(waiver, envelope);
            case ItemEvent item -> telling(item, envelope);
            case StageEvent stage -> telling(stage, envelope);
            case RolloutPlanned planned -> telling(planned, envelope);
            case DeploymentVerified verified ->
                watching(watched.plus(
                                verified.deploymentId(),
                                watchOf(verified.deploymentId())
                                        .begun(Said.of(verified, envelope).at())))
                        .telling(verified, envelope);
            case RunningDeploymentEvent running -> telling(running, envelope);
            case WatchPassed passed ->
                watching(watched.plus(
                                passed.deploymentId(),
                                watchOf(passed.deploymentId()).over()))
                        .telling(passed, envelope);
            case NotesPublished published -> telling(published, envelope);
            case HotfixEvent hotfix -> telling(hotfix, envelope);
            case RepinEvent repin -> telling(repin, envelope);
            case AnnouncementEvent announcement -> telling(announcement, envelope);
            case ReleaseCompleted completed -> watching(allOver()).telling(completed, envelope);
            case ReleaseCancelled cancelled -> telling(cancelled, envelope);
            case RollbackExecutionEvent executed -> this;
            case RollbackEvent rollback -> telling(rollback, envelope);
            case RollbackTriggered triggered -> telling(triggered, envelope);
            case ReleaseRescheduled moved -> this;
            case StageHandedOver handed -> this;
            case ApprovalVoided voided -> this;
            case TriggerFired fired -> this;
            case NotesEvent edited -> this;
            case OverrideGranted granted -> this;
        };
    }

    private History including(PMap<String, Said<ChangeAdded>> changes) {
        return new History(changes, deployed, told, watched, mayProve, lastTold, lastLate);
    }

    private History watching(PMap<UUID, Watched> watches) {
        return new History(included, deployed, told, watches, mayProve, lastTold, lastLate);
    }

    private History telling(ReleaseEvent event, Envelope envelope) {
        Said<ReleaseEvent> said = Said.of(event, envelope);
        PMap<Class<?>, PVector<Said<?>>> more = told;
        for (Class<?> kind : KINDS.get(event.getClass())) {
            more = more.plus(kind, told.getOrDefault(kind, TreePVector.empty()).plus(said));
        }
        boolean proves = mayProve || mayBegin(event);
        return new History(included, deployed, more, watched, proves, proves ? said.position() : lastTold, lastLate);
    }

    /** Whether a verdict can begin with it, by any policy. */
    private static boolean mayBegin(ReleaseEvent event) {
        return event instanceof DeploymentStarted
                || event instanceof ReleaseCompleted
                || event instanceof ItemWaived
                || event instanceof CriterionWaived
                || event instanceof AnnouncementMissed
                || event instanceof HotfixBudgetOverrun
                || event instanceof RollbackEvent;
    }

    /** A report changes a verdict only where it comes after the end of a watch, and reaches further than all before. */
    private History reported(HealthReported reported, Envelope envelope) {
        Optional<Instant> to = reported.reports().stream()
                .filter(report -> !report.metrics().isEmpty() && !report.endsAnAlert())
                .map(HealthReport::to)
                .max(Comparator.naturalOrder());
        Watched before = watchOf(reported.deploymentId());
        if (to.isEmpty() || !before.isReachedBy(to.get())) {
            return this;
        }
        Place place = Said.of(reported, envelope).place();
        return new History(
                included,
                deployed,
                told,
                watched.plus(reported.deploymentId(), before.reached(to.get(), place)),
                mayProve,
                lastTold,
                before.isOver() ? place.position() : lastLate);
    }

    /** Whether what was told from this position on may have changed a verdict by this policy. */
    public boolean mayDifferSince(long position, ReleasePolicy policy) {
        return lastTold >= position
                || lastLate >= position
                        && watched.values().stream()
                                .anyMatch(watch -> watch.isReachedSince(
                                        position, policy.health().watch()));
    }

    private PMap<UUID, Watched> allOver() {
        PMap<UUID, Watched> over = watched;
        for (UUID deployment : watched.keySet()) {
            over = over.plus(deployment, watchOf(deployment).over());
        }
        return over;
    }

    /** How far reports of health reach that were said of this deployment. */
    Watched watchOf(UUID deployment) {
        return watched.getOrDefault(deployment, Watched.NOT_YET);
    }

    /** Everything of this kind that was said, in order. */
    <E extends ReleaseEvent> Stream<Said<E>> said(Class<E> type) {
        return told.getOrDefault(type, TreePVector.empty()).stream().map(History::<E>as);
    }

    /** Everything of these kinds that was said, in order; of kinds that exclude each other. */
    Stream<Said<ReleaseEvent>> said(List<Class<? extends ReleaseEvent>> types) {
        return types.stream()
                .flatMap(type -> told.getOrDefault(type, TreePVector.empty()).stream())
                .sorted(Comparator.comparingLong(Said::position))
                .map(History::<ReleaseEvent>as);
    }

    @SuppressWarnings("unchecked") // Asked for by the event's own class.
    private static <E extends ReleaseEvent> Said<E> as(Said<?> said) {
        return (Said<E>) said;
    }

    /** How it was planned; null of a stream whose planning is not understood. */
    @Nullable
    Said<ReleasePlanned> planned() {
        return said(ReleasePlanned.class).findFirst().orElse(null);
    }

    /** The deployments to production, in the order of their starts. */
    Stream<Said<DeploymentStarted>> toProduction(ReleasePolicy policy) {
        return said(DeploymentStarted.class)
                .filter(start -> policy.stageOf(start.event().environment()).equals(Optional.of(Stage.PRODUCTION)));
    }

    /** The changes that the release included when this deployment began, in the order in which they were added. */
    List<Said<ChangeAdded>> contentOf(Said<DeploymentStarted> start) {
        PMap<String, Said<ChangeAdded>> content = deployed.get(start.event().deploymentId());
        return content == null
                ? List.of()
                : content.values().stream()
                        .sorted(Comparator.comparingLong(Said::position))
                        .toList();
    }
}
