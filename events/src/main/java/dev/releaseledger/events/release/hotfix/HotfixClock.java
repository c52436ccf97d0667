package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a hotfix that has begun. A pure function of the release: triage lasts from the planning to the triage,
 * development to the approval of {@code DEVELOPMENT}, testing to that of {@code STAGING}, deployment until production is
 * verified. When what ended a phase no longer stands, since an approval became void or the deployment was taken back, the
 * phase goes on as if it had never ended, and those after it begin anew.
 *
 * @param phase the phase
 * @param startedAt when it began
 * @param endedAt when it ended; null while it runs
 * @param budget how long it may take
 */
public record HotfixClock(
        HotfixPhase phase, Instant startedAt, @Nullable Instant endedAt, Duration budget) {

    /** When it has to be over. */
    public Instant dueAt() {
        return startedAt.plus(budget);
    }

    /** Whether it has not ended. */
    public boolean isRunning() {
        return endedAt == null;
    }

    /** Whether it ended in time. */
    public boolean endedInTime() {
        return endedAt != null && !endedAt.isAfter(dueAt());
    }

    /** The phases that have begun, in their order; none for a release that does not take the hotfix lane. */
    public static List<HotfixClock> of(Release release, ReleasePolicy policy) {
        List<HotfixClock> clocks = new ArrayList<>();
        if (release.plan().kind() != ReleaseKind.HOTFIX) {
            return clocks;
        }
        Instant begins = release.plan().plannedAt();
        for (HotfixPhase phase : HotfixPhase.values()) {
            Instant ends = end(phase, release, policy);
            Duration budget = Objects.requireNonNull(policy.hotfix().budgets().get(phase), "every phase has a budget");
            clocks.add(new HotfixClock(phase, begins, ends, budget));
            if (ends == null) {
                break;
            }
            begins = ends;
        }
        return List.copyOf(clocks);
    }

    /** The phase that runs; empty where all are over. */
    public static Optional<HotfixClock> running(Release release, ReleasePolicy policy) {
        return of(release, policy).stream().filter(HotfixClock::isRunning).findFirst();
    }

    /** When what is to be cleaned up began to wait: when production was verified; empty before. */
    public static Optional<Instant> cleanUpBegan(Release release, ReleasePolicy policy) {
        return of(release, policy).stream()
                .filter(clock -> clock.phase() == HotfixPhase.DEPLOYMENT)
                .flatMap(clock -> Stream.ofNullable(clock.endedAt()))
                .findFirst();
    }

    private static @Nullable Instant end(HotfixPhase phase, Release release, ReleasePolicy policy) {
        return switch (phase) {
            case TRIAGE -> {
                HotfixLane.Triage triage = release.hotfix().triage();
                yield triage == null ? null : triage.at();
            }
            case DEVELOPMENT -> approved(Stage.DEVELOPMENT, release);
            case TESTING -> approved(Stage.STAGING, release);
            case DEPLOYMENT -> verified(release, policy).orElse(null);
        };
    }

    private static @Nullable Instant approved(Stage stage, Release release) {
        Approval approval = release.approvals().get(stage);
        return approval == null ? null : approval.at();
    }

    private static Optional<Instant> verified(Release release, ReleasePolicy policy) {
        return release.deployments().values().stream()
                .filter(deployment -> policy.stageOf(deployment.environment()).equals(Optional.of(Stage.PRODUCTION)))
                .map(Deployment::standing)
                .flatMap(standing -> standing instanceof Deployment.Standing.Verified verified
                        ? Stream.of(verified.at())
                        : Stream.empty())
                .min(Comparator.naturalOrder());
    }
}
