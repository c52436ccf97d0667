package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.WatchPassed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to production was verified, and until its watch passed, or the release was completed before, no health report
 * that measured something reached the end of the policy's {@code health.watch}. A deployment that was to be taken back by then
 * was looked at. It ends where such a report is recorded late.
 *
 * <p>PROCESS.md, Anti-patterns: no watching after a deployment; Stages: watched for issues (15 minutes).
 */
public final class NotWatchedAfterDeployment implements FindingRule {
    @Override
    public String id() {
        return "not-watched-after-deployment";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public String title() {
        return "Not watched after the deployment";
    }

    @Override
    public String definition() {
        return "A deployment to production was verified and not to be taken back, and when its watch had passed, or the"
                + " release was completed before, no health report that measured something reached as far as health.watch"
                + " of the policy after the verification. It ends where such a report is recorded.";
    }

    @Override
    public String source() {
        return "Anti-patterns: no watching after a deployment";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        return history.toProduction(policy)
                .flatMap(start -> judge(history, start, policy.health().watch()))
                .toList();
    }

    private static Stream<Verdict> judge(History history, Said<DeploymentStarted> start, Duration watch) {
        UUID deployment = start.event().deploymentId();
        Said<DeploymentVerified> verified = history.said(DeploymentVerified.class)
                .filter(said -> said.event().deploymentId().equals(deployment))
                .findFirst()
                .orElse(null);
        Said<ReleaseEvent> over = verified == null ? null : over(history, verified);
        if (verified == null || over == null) {
            return Stream.empty();
        }
        boolean takenBack = history.said(RollbackTriggered.class)
                .anyMatch(said -> said.event().deploymentId().equals(deployment) && over.isAfter(said));
        Instant end = verified.at().plus(watch);
        Said<HealthReported> watched = history.said(HealthReported.class)
                .filter(said -> said.event().deploymentId().equals(deployment) && reaches(said.event(), end))
                .findFirst()
                .orElse(null);
        if (takenBack || watched != null && over.isAfter(watched)) {
            return Stream.empty();
        }
        return Stream.of(Verdict.of(
                        Verdict.keyOf(deployment),
                        "No health report tells of the deployment to "
                                + start.event().environment() + " until " + end + ", when its watch was over.",
                        List.of(verified.position(), over.position()),
                        new Absence(verified.position(), over.position()),
                        over)
                .until(watched));
    }

    /** What says that nobody watches it any more: that its watch passed, or that the release is done. */
    private static @Nullable Said<ReleaseEvent> over(History history, Said<DeploymentVerified> verified) {
        return history.said(ReleaseEvent.class)
                .filter(said -> said.isAfter(verified)
                        && (said.event() instanceof ReleaseCompleted
                                || said.event() instanceof WatchPassed passed
                                        && passed.deploymentId()
                                                .equals(verified.event().deploymentId())))
                .findFirst()
                .orElse(null);
    }

    private static boolean reaches(HealthReported reported, Instant end) {
        return reported.reports().stream().anyMatch(report -> !report.to().isBefore(end));
    }
}
