package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.release.Announcements;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.Release;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what the ledger saw, and when.
 *
 * @param by null where that is not known
 * @param at null where that is not known: how far a deployment is, is kept, and not since when
 */
record Sighting(@Nullable UUID by, @Nullable Instant at) {
    private static final Sighting NOT_KNOWN = new Sighting(null, null);

    /** Of something that {@link Release#sees} says is seen. */
    static Sighting of(@Nullable Sight sight, Release release, ReleasePolicy policy) {
        return switch (sight) {
            case null -> NOT_KNOWN;
            case Sight.Deployed deployed ->
                release.newestDeployment(deployed.environment())
                        .map(Sighting::ofDeployed)
                        .orElse(NOT_KNOWN);
            case Sight.Verified verified ->
                release.newestDeployment(verified.environment())
                        .map(Sighting::ofVerified)
                        .orElse(NOT_KNOWN);
            case Sight.Watched watched ->
                release.newestDeployment(watched.environment())
                        .flatMap(deployment -> deployment.health().newest())
                        .map(report -> new Sighting(null, report.to()))
                        .orElse(NOT_KNOWN);
            case Sight.Shown shown -> ofShown(shown.criterion(), release, policy);
            case Sight.Announced announced ->
                release.announcements().course(announced.announcement()).standing()
                                instanceof Announcements.Standing.Sent sent
                        ? new Sighting(sent.by(), sent.at())
                        : NOT_KNOWN;
        };
    }

    private static Sighting ofDeployed(Deployment deployment) {
        return new Sighting(
                deployment.startedBy(),
                deployment.goesStepByStep() || deployment.rollout() != null ? null : deployment.startedAt());
    }

    private static Sighting ofVerified(Deployment deployment) {
        return deployment.standing() instanceof Deployment.Standing.Verified verified
                ? new Sighting(verified.by(), verified.at())
                : NOT_KNOWN;
    }

    /** No policy has a criterion that another one shows. */
    private static Sighting ofShown(String id, Release release, ReleasePolicy policy) {
        Sight own = policy.criterion(id).map(criterion -> criterion.shownBy()).orElse(null);
        if (release.sees(own, another -> false)) {
            return of(own, release, policy);
        }
        Evidence evidence = release.evidence().get(id);
        return evidence == null ? NOT_KNOWN : new Sighting(evidence.recordedBy(), evidence.at());
    }
}
