package dev.releaseledger.query.release.view;

import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.GrantedOverride;
import dev.releaseledger.events.release.Handover;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.events.release.checklist.ItemStanding;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import dev.releaseledger.query.entry.Doubt;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.announcements.AnnouncementView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a release stands: everything but its changes, which can be thousands. People are directory ids. With the policy that
 * the release pins, it also says what is missing before a gate opens.
 *
 * @param status in a word
 * @param stage the first stage whose gate is shut; null when all are open
 * @param owner who answers for it by plan
 * @param holder who took it over last, otherwise its owner
 * @param plannedAt when it was planned: the claimed time of backfilled history
 * @param updatedAt when its last entry was said: the claimed time of backfilled history
 * @param recordedAt when its last entry was recorded
 * @param backfilled whether it was recorded after the fact
 * @param sequence its last entry's place in its stream; what {@code If-Match} takes
 * @param position its last entry's place in the ledger
 * @param incomplete whether an entry could not be understood, so that something may be missing here
 * @param doubt the first such entry; null when all were understood
 * @param hotfix how it stands in the hotfix lane; null where it takes the ordinary way
 * @param contentDigest what an approval of the stage would approve; null when all gates are open
 */
public record ReleaseStanding(
        UUID id,
        String product,
        String version,
        String title,
        ReleaseKind kind,
        Strategy strategy,
        ReleaseStatus status,
        @Nullable Stage stage,
        @Nullable Window window,
        UUID owner,
        UUID holder,
        @Nullable String milestone,
        @Nullable String hotfixOf,
        int policyVersion,
        UUID plannedBy,
        Instant plannedAt,
        Instant updatedAt,
        Instant recordedAt,
        boolean backfilled,
        int changeCount,
        long sequence,
        long position,
        boolean incomplete,
        @Nullable Doubt doubt,
        @Nullable String contentDigest,
        List<StageStanding> stages,
        List<ChecklistStanding> checklists,
        List<Handover> handovers,
        List<DeploymentStanding> deployments,
        List<RollbackStanding> rollbacks,
        List<GrantedOverride> overrides,
        @Nullable HotfixStanding hotfix,
        List<AnnouncementView> announcements,
        @Nullable EndingStanding ending) {

    /** A stage: its gate, and what it has to show. */
    public record StageStanding(
            Stage stage, Gate gate, @Nullable ApprovalStanding approval, List<CriterionStanding> criteria) {}

    /** Whether a stage was approved. */
    public enum Gate {
        SHUT,
        OPEN,
        /** Told after the fact: it says what happened and opens nothing. */
        RECONSTRUCTED
    }

    public record ApprovalStanding(UUID by, Instant at, String contentDigest) {}

    /**
     * @param gate the gate that stays shut until it is shown
     * @param shown whether passing evidence, however old by now, or an event shows it, of the content that is there
     * @param evidence the newest evidence; null where there is none
     */
    public record CriterionStanding(
            String id,
            String title,
            Stage gate,
            boolean shown,
            @Nullable EvidenceStanding evidence) {}

    public record EvidenceStanding(
            String outcome,
            String source,
            @Nullable String link,
            @Nullable String digest,
            Map<String, BigDecimal> values,
            UUID recordedBy,
            Instant at) {}

    public record ChecklistStanding(
            String id, String title, @Nullable Stage gate, List<ItemStanding> items) {}

    /** @param how {@code COMPLETED} or {@code CANCELLED} */
    public record EndingStanding(
            String how, UUID by, Instant at, @Nullable String reason) {}

    /** How the release stands after these entries, and by nothing else. */
    public static ReleaseStanding of(UUID id, ReleaseStream stream, Release release, ReleasePolicy policy) {
        return of(id, stream, release, policy, Map.of());
    }

    /**
     * How the release stands after these entries.
     *
     * @param flags what the ledger knows of the flags that open its deployments, by their keys
     */
    static ReleaseStanding of(
            UUID id, ReleaseStream stream, Release release, ReleasePolicy policy, Map<String, FlagStanding> flags) {
        Plan plan = release.plan();
        return new ReleaseStanding(
                id,
                plan.product(),
                plan.version(),
                plan.title(),
                plan.kind(),
                plan.strategy(),
                release.status(policy),
                release.stage().orElse(null),
                plan.window(),
                plan.owner(),
                release.holder(),
                plan.milestone(),
                plan.hotfixOf(),
                plan.policyVersion(),
                plan.planner(),
                plan.plannedAt(),
                stream.updatedAt(),
                stream.recordedAt(),
                plan.backfilled(),
                release.changes().size(),
                stream.sequence(),
                stream.position(),
                stream.incomplete(),
                stream.doubt(),
                release.stage().map(stage -> ContentDigest.of(release, stage)).orElse(null),
                policy.stages().stream()
                        .map(stage -> new StageStanding(
                                stage.stage(),
                                gate(release.approvals().get(stage.stage())),
                                approval(release.approvals().get(stage.stage())),
                                stage.criteria(plan.kind()).stream()
                                        .map(criterion -> criterion(release, criterion))
                                        .toList()))
                        .toList(),
                policy.checklists().stream()
                        .map(checklist -> checklist(release, checklist, policy))
                        .toList(),
                List.copyOf(release.handovers()),
                release.deployments().values().stream()
                        .map(deployment -> DeploymentStanding.of(deployment, policy, flags))
                        .toList(),
                release.rollbacks().values().stream()
                        .map(rollback -> RollbackStanding.of(rollback, stream, release, policy))
                        .toList(),
                List.copyOf(release.overrides()),
                HotfixStanding.of(release, policy),
                AnnouncementView.of(release, policy),
                ending(release.ending()));
    }

    private static Gate gate(@Nullable Approval approval) {
        return switch (approval) {
            case Approval.Given given -> Gate.OPEN;
            case Approval.Reconstructed reconstructed -> Gate.RECONSTRUCTED;
            case null -> Gate.SHUT;
        };
    }

    private static @Nullable ApprovalStanding approval(@Nullable Approval approval) {
        return approval == null
                ? null
                : new ApprovalStanding(approval.approver(), approval.at(), approval.contentDigest());
    }

    private static CriterionStanding criterion(Release release, Criterion criterion) {
        Evidence newest = release.evidence().get(criterion.id());
        return new CriterionStanding(
                criterion.id(),
                criterion.title(),
                criterion.gate(),
                CriterionIsShown.wasShown(criterion, release),
                newest == null
                        ? null
                        : new EvidenceStanding(
                                newest.outcome().name(),
                                newest.source(),
                                newest.link(),
                                newest.digest(),
                                newest.values(),
                                newest.recordedBy(),
                                newest.at()));
    }

    private static ChecklistStanding checklist(Release release, Checklist checklist, ReleasePolicy policy) {
        return new ChecklistStanding(
                checklist.id(),
                checklist.title(),
                checklist.gate(),
                checklist.items(release.plan().kind()).stream()
                        .map(item -> ItemStanding.of(item, release, policy))
                        .toList());
    }

    private static @Nullable EndingStanding ending(@Nullable Ending ending) {
        return switch (ending) {
            case Ending.Completed completed -> new EndingStanding("COMPLETED", completed.by(), completed.at(), null);
            case Ending.Cancelled cancelled ->
                new EndingStanding("CANCELLED", cancelled.by(), cancelled.at(), cancelled.reason());
            case null -> null;
        };
    }
}
