package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.Measure;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Waiver;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a criterion counts as shown: its newest evidence passed, is of the content that is there where the criterion is bound
 * to it, comes from a role whose evidence counts, meets every threshold and is not too old; or the ledger sees it for itself, of the content that is there.
 */
public final class CriterionIsShown {
    private CriterionIsShown() {}

    /** Whether the criterion is shown in this state at this time. */
    public static boolean test(Criterion criterion, Release release, Instant at) {
        return lack(criterion, release, at).isEmpty();
    }

    /** Whether the criterion was shown by the newest evidence in its time, however old that is by now. */
    public static boolean wasShown(Criterion criterion, Release release) {
        return lack(criterion, release).isEmpty();
    }

    /** Whether two people agreed to go without it, and nothing that it is bound to has changed since. */
    public static boolean isWaived(Criterion criterion, Release release) {
        return release.waivers().get(criterion.id()) instanceof Waiver.Granted granted
                && stands(criterion, granted.contentRevision(), release);
    }

    /** Whether somebody proposed to waive the criterion, and nothing that it is bound to has changed since. */
    public static boolean isWaiverProposed(Criterion criterion, Release release) {
        return release.waivers().get(criterion.id()) instanceof Waiver.Proposed proposed
                && stands(criterion, proposed.contentRevision(), release);
    }

    /** Why the criterion is not shown in this state at this time, in words; empty where it is. */
    public static Optional<String> lack(Criterion criterion, Release release, Instant at) {
        return lack(criterion, release).or(() -> age(criterion, release, at));
    }

    private static Optional<String> lack(Criterion criterion, Release release) {
        if (isSeen(criterion, release)) {
            return Optional.empty();
        }
        Evidence newest = release.evidence().get(criterion.id());
        if (newest == null) {
            return Optional.of(withoutEvidence(criterion, release));
        }
        if (newest.outcome() != Outcome.PASSED) {
            return Optional.of("failed");
        }
        if (!stands(criterion, newest.contentRevision(), release)) {
            return Optional.of("passed before " + release.revision().inWords() + "; show it again");
        }
        if (!counts(criterion, newest, release)) {
            return Optional.of("shown by " + inWords(newest.recordedAs()) + ", whose evidence does not count"
                    + (criterion.evidenceBy().isEmpty() ? "" : "; it comes from " + inWords(criterion.evidenceBy())));
        }
        return criterion.measures().stream()
                .flatMap(measure -> lack(measure, newest).stream())
                .reduce((one, other) -> one + ", " + other);
    }

    /** Who may show it is for the policy that the release goes by now; the past is told by whoever imports it. */
    private static boolean counts(Criterion criterion, Evidence evidence, Release release) {
        return release.plan().backfilled() || !Collections.disjoint(criterion.evidenceBy(), evidence.recordedAs());
    }

    private static String inWords(Set<Role> roles) {
        return roles.stream().map(Role::claim).sorted().collect(Collectors.joining(" or "));
    }

    private static Optional<String> lack(Measure measure, Evidence evidence) {
        BigDecimal measured = evidence.values().get(measure.value());
        if (measured == null) {
            return Optional.of(measure.value() + " was not measured, wanted " + measure.wanted());
        }
        return measure.isMetBy(measured)
                ? Optional.empty()
                : Optional.of(measure.value() + " is " + measured.toPlainString() + ", wanted " + measure.wanted());
    }

    /** Whether a criterion that has no evidence was waived, or seen by the ledger, of another content than the one that is there. */
    public static boolean wasOfOtherContent(Criterion criterion, Release release) {
        return isWaivedBefore(criterion, release) || wasDeployed(criterion.shownBy(), release);
    }

    private static boolean isWaivedBefore(Criterion criterion, Release release) {
        return release.waivers().get(criterion.id()) instanceof Waiver.Granted && !isWaived(criterion, release);
    }

    private static String withoutEvidence(Criterion criterion, Release release) {
        if (isWaivedBefore(criterion, release)) {
            return "waived before " + release.revision().inWords() + "; show it, or waive it again";
        }
        return wasDeployed(criterion.shownBy(), release)
                ? "deployed before " + release.revision().inWords() + "; deploy it again"
                : "no evidence";
    }

    private static Optional<String> age(Criterion criterion, Release release, Instant at) {
        Evidence newest = release.evidence().get(criterion.id());
        if (criterion.validFor() == null || newest == null || isSeen(criterion, release)) {
            return Optional.empty();
        }
        Instant expires = newest.at().plus(criterion.validFor());
        return at.isBefore(expires) ? Optional.empty() : Optional.of("expired at " + expires);
    }

    private static boolean stands(Criterion criterion, int contentRevision, Release release) {
        return !criterion.boundToContent() || release.isOfThis(contentRevision);
    }

    /** No policy has a criterion that another one shows. */
    private static boolean isSeen(Criterion criterion, Release release) {
        return release.sees(criterion.shownBy(), another -> false);
    }

    private static boolean wasDeployed(@Nullable Sight sight, Release release) {
        return switch (sight) {
            case null -> false;
            case Sight.Deployed deployed -> isOutdated(deployed.environment(), release, Deployment::isComplete);
            case Sight.Verified verified -> isOutdated(verified.environment(), release, Deployment::isVerified);
            case Sight.Watched watched -> isOutdated(watched.environment(), release, Deployment::isVerified);
            case Sight.Shown shown -> false;
            case Sight.Announced announced -> false;
        };
    }

    private static boolean isOutdated(String environment, Release release, Predicate<Deployment> shows) {
        return release.newestDeployment(environment)
                .filter(shows)
                .filter(deployment -> !release.isOfThis(deployment.contentRevision()))
                .isPresent();
    }
}
