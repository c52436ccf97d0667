package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a criterion counts as shown: its newest evidence passed, or the ledger sees it for itself; both of the content that is
 * there, where the criterion is bound to it.
 */
public final class CriterionIsShown {
    private CriterionIsShown() {}

    /** Whether the criterion is shown in this state. */
    public static boolean test(Criterion criterion, Release release, ReleasePolicy policy) {
        return release.hasPassed(criterion)
                || (criterion.shownBy() != null && release.sees(criterion.shownBy(), policy));
    }

    /** Why a criterion that is not shown is not, in a few words. */
    static String whyNot(Criterion criterion, Release release) {
        Evidence newest = release.evidence().get(criterion.id());
        if (newest != null) {
            return newest.outcome() == Outcome.PASSED
                    ? "passed before " + release.revision().inWords() + "; show it again"
                    : "failed";
        }
        return wasDeployed(criterion.shownBy(), release)
                ? "deployed before " + release.revision().inWords() + "; deploy it again"
                : "no evidence";
    }

    private static boolean wasDeployed(@Nullable Sight sight, Release release) {
        return switch (sight) {
            case null -> false;
            case Sight.Deployed deployed -> isOutdated(deployed.environment(), release, Deployment::isComplete);
            case Sight.Verified verified -> isOutdated(verified.environment(), release, Deployment::isVerified);
            case Sight.Shown shown -> false;
        };
    }

    private static boolean isOutdated(String environment, Release release, Predicate<Deployment> shows) {
        return release.newestDeployment(environment)
                .filter(shows)
                .filter(deployment -> !release.isOfThis(deployment.contentRevision()))
                .isPresent();
    }
}
