package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was planned, as last rescheduled.
 *
 * @param policyVersion the version of the product's policy that it goes by now
 * @param planner the directory id of who planned it
 * @param plannedAt when it was planned: the claimed time of backfilled history
 * @param backfilled whether the release was recorded after the fact
 */
public record Plan(
        String product,
        String version,
        String title,
        ReleaseKind kind,
        Strategy strategy,
        @Nullable Window window,
        UUID owner,
        @Nullable String milestone,
        @Nullable String hotfixOf,
        int policyVersion,
        UUID planner,
        Instant plannedAt,
        boolean backfilled) {

    Plan goingBy(int otherVersion) {
        return new Plan(
                product,
                version,
                title,
                kind,
                strategy,
                window,
                owner,
                milestone,
                hotfixOf,
                otherVersion,
                planner,
                plannedAt,
                backfilled);
    }

    Plan movedTo(Window moved) {
        return new Plan(
                product,
                version,
                title,
                kind,
                strategy,
                moved,
                owner,
                milestone,
                hotfixOf,
                policyVersion,
                planner,
                plannedAt,
                backfilled);
    }
}
