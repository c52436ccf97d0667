package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.WatchPassed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to production was verified, and until its watch passed, or the release was completed before, no health report
 * that measured something reached the end of the policy's {@code health.watch}. A deployment that was to be taken back then
 * was looked at; a rollback that had been withdrawn by then is none. It ends where such a report is recorded late.
 *
 * <p>PROCESS.md, Anti-patterns: no watching after a deployment; Stages: watched for issues (15 minutes).
 */
public final class NotWatchedAfterDeployment implements ReleaseRule {
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
        return "A deployment to production was verified, and when its watch had passed, or the release was completed"
                + " before, it was not to be taken back (a rollback withdrawn by then is none) and no health report that measured something reached as far as health.watch"
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
        Instant end = verified.at().plus(watch);
        Watched watched = history.watchOf(deployment);
        if (isTakenBack(history, deployment, over) || !watched.inTime().isBefore(end)) {
            return Stream.empty();
        }
        Verdict verdict = Verdict.of(
                Verdict.keyOf(deployment),
                "No health report tells of the deployment to " + start.event().environment() + " until " + end
                        + ", when its watch was over.",
                List.of(verified.position(), over.position()),
                new Absence(verified.position(), over.position()),
                over);
        return Stream.of(
                watched.lately(end).map(late -> verdict.until(late.place())).orElse(verdict));
    }

    /** Whether it was to be taken back at the end of its watch: a rollback that was withdrawn by then is none. */
    private static boolean isTakenBack(History history, UUID deployment, Said<?> over) {
        Set<UUID> withdrawn = history.said(RollbackWithdrawn.class)
                .filter(over::isAfter)
                .map(said -> said.event().rollbackId())
                .collect(Collectors.toSet());
        return history.said(RollbackTriggered.class)
                .anyMatch(said -> said.event().deploymentId().equals(deployment)
                        && over.isAfter(said)
                        && !withdrawn.contains(said.event().rollbackId()));
    }

    /** What says that nobody watches it any more: that its watch passed, or that the release is done. */
    private static @Nullable Said<ReleaseEvent> over(History history, Said<DeploymentVerified> verified) {
        return history.said(List.of(ReleaseCompleted.class, WatchPassed.class))
                .filter(said -> said.isAfter(verified)
                        && (said.event() instanceof ReleaseCompleted
                                || said.event() instanceof WatchPassed passed
                                        && passed.deploymentId()
                                                .equals(verified.event().deploymentId())))
                .findFirst()
                .orElse(null);
    }
}
