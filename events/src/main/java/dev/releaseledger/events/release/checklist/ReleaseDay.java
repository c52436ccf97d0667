package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Window;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The day of a release: from the opening of its window on, or from its first deployment to production where it has none, until
 * it ends. Moments are compared, so that the day is the same in every time zone. A release that was recorded after the fact has
 * none: what was done on it is not known.
 *
 * @param beginsAt when it begins or began; null while that is not known
 * @param isOn whether it has begun at the time that is asked about, and goes on
 */
public record ReleaseDay(@Nullable Instant beginsAt, boolean isOn) {

    /** The release's day, seen at this time. Pure. */
    public static ReleaseDay of(Release release, ReleasePolicy policy, Instant at) {
        Instant begins = release.plan().backfilled() ? null : begins(release, policy);
        return new ReleaseDay(begins, begins != null && !at.isBefore(begins) && release.ending() == null);
    }

    private static @Nullable Instant begins(Release release, ReleasePolicy policy) {
        Window window = release.plan().window();
        return window == null
                ? release.deployments().values().stream()
                        .filter(deployment ->
                                policy.stageOf(deployment.environment()).equals(Optional.of(Stage.PRODUCTION)))
                        .map(Deployment::startedAt)
                        .min(Instant::compareTo)
                        .orElse(null)
                : window.opensAt();
    }
}
