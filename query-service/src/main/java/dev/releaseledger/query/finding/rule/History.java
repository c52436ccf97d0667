package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.CriterionWaiverEvent;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HotfixEvent;
import dev.releaseledger.events.release.ItemEvent;
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
import java.util.List;
import java.util.Optional;
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
 * @param told the entries that a verdict may follow from, in order
 */
public record History(
        PMap<String, Said<ChangeAdded>> included,
        PMap<UUID, PMap<String, Said<ChangeAdded>>> deployed,
        PVector<Said<?>> told) {
    private static final History NOTHING = new History(HashTreePMap.empty(), HashTreePMap.empty(), TreePVector.empty());

    /** Before the first entry. */
    public static History nothing() {
        return NOTHING;
    }

    /** With one more entry, which the release's state followed. */
    public History and(ReleaseEvent event, Envelope envelope) {
        return switch (event) {
            case ChangeAdded added ->
                new History(included.plus(added.changeId(), said(added, envelope)), deployed, told);
            case ChangeRemoved removed -> new History(included.minus(removed.changeId()), deployed, told);
            case DeploymentStarted started ->
                new History(
                        included, deployed.plus(started.deploymentId(), included), told.plus(said(event, envelope)));
            case HealthReported reported -> telling(told(reported), envelope);
            case ReleasePlanned planned -> telling(planned, envelope);
            case EvidenceRecorded recorded -> telling(recorded, envelope);
            case CriterionWaiverEvent waiver -> telling(waiver, envelope);
            case ItemEvent item -> telling(item, envelope);
            case StageEvent stage -> telling(stage, envelope);
            case RolloutPlanned planned -> telling(planned, envelope);
            case RunningDeploymentEvent running -> telling(running, envelope);
            case WatchPassed passed -> telling(passed, envelope);
            case NotesPublished published -> telling(published, envelope);
            case HotfixEvent hotfix -> telling(hotfix, envelope);
            case RepinEvent repin -> telling(repin, envelope);
            case AnnouncementEvent announcement -> telling(announcement, envelope);
            case ReleaseCompleted completed -> telling(completed, envelope);
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

    private History telling(ReleaseEvent event, Envelope envelope) {
        return new History(included, deployed, told.plus(said(event, envelope)));
    }

    private static <E extends ReleaseEvent> Said<E> said(E event, Envelope envelope) {
        Attribution by = envelope.attribution();
        Instant at = by.occurredAt() == null ? envelope.time() : by.occurredAt();
        return new Said<>(event, envelope.position(), at, by.actor(), by.roles(), by.isBackfill());
    }

    /** Of reports, only the latest that measured something matters. */
    private static HealthReported told(HealthReported reported) {
        List<HealthReport> latest = reported.reports().stream()
                .filter(report -> !report.metrics().isEmpty() && !report.endsAnAlert())
                .max(Comparator.comparing(HealthReport::to))
                .stream()
                .toList();
        return new HealthReported(reported.deploymentId(), reported.verdict(), reported.baseline(), latest);
    }

    /** The last entry that a verdict may follow from; -1 before the first. While it is the same, so are all verdicts. */
    public long lastTold() {
        return told.isEmpty() ? -1 : told.get(told.size() - 1).position();
    }

    /** Everything of this kind that was said, in order. */
    <E extends ReleaseEvent> Stream<Said<E>> said(Class<E> type) {
        return told.stream().filter(said -> type.isInstance(said.event())).map(History::<E>as);
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
