package dev.releaseledger.events.release.announce;

import dev.releaseledger.events.policy.Announcement;
import dev.releaseledger.events.policy.Moment;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Significance;
import dev.releaseledger.events.release.Announcements.Reached;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Window;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which announcements a release has, and when they are due: a function of the release and its policy. A release that was
 * recorded after the fact has none: nobody is told of the past as if it happened now.
 */
public final class AnnouncementPlan {
    private AnnouncementPlan() {}

    /** Every announcement that the policy makes for a release like this, in the policy's order. */
    public static List<PlannedAnnouncement> of(Release release, ReleasePolicy policy) {
        if (release.plan().backfilled()) {
            return List.of();
        }
        Significance significance = Significance.of(release.plan().version());
        return policy.announcements().stream()
                .filter(announcement -> announcement.onlyFor().contains(significance))
                .flatMap(announcement -> isOfRollbacks(announcement.moment())
                        ? ofRollbacks(announcement, release, policy)
                        : Stream.of(planned(announcement, release, policy)))
                .toList();
    }

    /** What people are told of this rollback, in the policy's order. */
    public static List<PlannedAnnouncement> of(Release release, ReleasePolicy policy, UUID rollbackId) {
        List<Rollback> told = toldOf(release, policy);
        int nth = told.stream().map(Rollback::rollbackId).toList().indexOf(rollbackId);
        return nth < 0
                ? List.of()
                : policy.announcements().stream()
                        .filter(announcement -> isOfRollbacks(announcement.moment()))
                        .flatMap(announcement -> of(release, policy, idOf(announcement, nth)).stream())
                        .toList();
    }

    private static boolean isOfRollbacks(Moment moment) {
        return switch (moment) {
            case Moment.OnRollbackTriggered triggered -> true;
            case Moment.OnRollbackStarted started -> true;
            case Moment.OnRollbackVerified verified -> true;
            case Moment.OnRollbackFailed failed -> true;
            case Moment.BeforeWindow before -> false;
            case Moment.OnDeploymentStarted started -> false;
            case Moment.OnDeploymentComplete complete -> false;
            case Moment.OnVerified verified -> false;
            case Moment.OnNotesPublished published -> false;
        };
    }

    /** The rollbacks that people are told of, in order: those from production of which more is told than that they were done. */
    private static List<Rollback> toldOf(Release release, ReleasePolicy policy) {
        return release.rollbacks().values().stream()
                .filter(rollback -> !(rollback.progress() instanceof Rollback.Progress.Authorised))
                .filter(rollback -> release.deployments().get(rollback.deploymentId()) instanceof Deployment deployment
                        && policy.stageOf(deployment.environment()).equals(Optional.of(Stage.PRODUCTION)))
                .toList();
    }

    /** Each rollback is told of anew: the second under {@code <id>-2}. */
    private static String idOf(Announcement announcement, int nth) {
        return nth == 0 ? announcement.id() : announcement.id() + "-" + (nth + 1);
    }

    private static Stream<PlannedAnnouncement> ofRollbacks(
            Announcement announcement, Release release, ReleasePolicy policy) {
        List<Rollback> told = toldOf(release, policy);
        return IntStream.range(0, told.size()).mapToObj(nth -> {
            Announcement own = announcement.calling(idOf(announcement, nth));
            return new PlannedAnnouncement(
                    own,
                    dueAt(announcement.moment(), told.get(nth)),
                    release.announcements().course(own.id()),
                    false,
                    !(release.ending() instanceof Ending.Cancelled));
        });
    }

    private static @Nullable Instant dueAt(Moment moment, Rollback rollback) {
        return switch (moment) {
            case Moment.OnRollbackTriggered triggered ->
                rollback.isWaiting() ? rollback.demand().triggeredAt() : null;
            case Moment.OnRollbackStarted started -> rollback.startedAt();
            case Moment.OnRollbackVerified verified -> rollback.verifiedAt();
            case Moment.OnRollbackFailed failed ->
                rollback.progress() instanceof Rollback.Progress.Failed end ? end.at() : null;
            case Moment.BeforeWindow before -> null;
            case Moment.OnDeploymentStarted started -> null;
            case Moment.OnDeploymentComplete complete -> null;
            case Moment.OnVerified verified -> null;
            case Moment.OnNotesPublished published -> null;
        };
    }

    /** The announcement of that id; empty where a release like this has none. */
    public static Optional<PlannedAnnouncement> of(Release release, ReleasePolicy policy, String announcementId) {
        return of(release, policy).stream()
                .filter(planned -> planned.announcement().id().equals(announcementId))
                .findFirst();
    }

    private static PlannedAnnouncement planned(Announcement announcement, Release release, ReleasePolicy policy) {
        boolean heldBack = tellsOfSuccess(announcement.moment()) && isOut(release, policy);
        return new PlannedAnnouncement(
                announcement,
                heldBack ? null : dueAt(announcement.moment(), release, policy),
                release.announcements().course(announcement.id()),
                heldBack,
                !(release.ending() instanceof Ending.Cancelled));
    }

    private static boolean tellsOfSuccess(Moment moment) {
        return switch (moment) {
            case Moment.OnDeploymentComplete complete -> true;
            case Moment.OnVerified verified -> true;
            case Moment.BeforeWindow before -> false;
            case Moment.OnDeploymentStarted started -> false;
            case Moment.OnNotesPublished published -> false;
            case Moment.OnRollbackTriggered triggered -> false;
            case Moment.OnRollbackStarted started -> false;
            case Moment.OnRollbackVerified verified -> false;
            case Moment.OnRollbackFailed failed -> false;
        };
    }

    /** Whether it came to production, and every newest deployment there failed or was taken back. */
    private static boolean isOut(Release release, ReleasePolicy policy) {
        return !release.productionDeployments(policy).isEmpty() && !release.runsInProduction(policy);
    }

    private static @Nullable Instant dueAt(Moment moment, Release release, ReleasePolicy policy) {
        return switch (moment) {
            case Moment.BeforeWindow before -> beforeWindow(before, release);
            case Moment.OnDeploymentStarted started -> inProduction(release, policy, Reached::started);
            case Moment.OnDeploymentComplete complete -> inProduction(release, policy, Reached::complete);
            case Moment.OnVerified verified -> inProduction(release, policy, Reached::verified);
            case Moment.OnNotesPublished published -> {
                Notes.Published notes = release.notes().published();
                yield notes == null ? null : notes.at();
            }
            case Moment.OnRollbackTriggered triggered -> null;
            case Moment.OnRollbackStarted started -> null;
            case Moment.OnRollbackVerified verified -> null;
            case Moment.OnRollbackFailed failed -> null;
        };
    }

    /** Whoever says the window later than that announces it at once. */
    private static @Nullable Instant beforeWindow(Moment.BeforeWindow before, Release release) {
        Window window = release.plan().window();
        Instant said = release.announcements().windowSaidAt();
        if (window == null || said == null) {
            return null;
        }
        Instant due = window.opensAt().minus(before.offset());
        return due.isBefore(said) ? said : due;
    }

    private static @Nullable Instant inProduction(
            Release release, ReleasePolicy policy, Function<Reached, @Nullable Instant> when) {
        return release.announcements().reached().entrySet().stream()
                .filter(reached -> policy.stageOf(reached.getKey()).equals(Optional.of(Stage.PRODUCTION)))
                .map(reached -> when.apply(reached.getValue()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
