package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.Measure;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * When a criterion counts as shown: its newest evidence passed, meets every threshold and is not too old, or the ledger sees
 * it for itself.
 */
public final class CriterionIsShown {
    private CriterionIsShown() {}

    /** Whether the criterion is shown in this state at this time. */
    public static boolean test(Criterion criterion, Release release, Instant at) {
        return lack(criterion, release, at).isEmpty();
    }

    /** Whether the criterion was shown by the newest evidence in its time, however old that is by now. */
    public static boolean test(Criterion criterion, Release release) {
        return lack(criterion, release).isEmpty();
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
            return Optional.of("no evidence");
        }
        return newest.outcome() == Outcome.PASSED
                ? criterion.measures().stream()
                        .flatMap(measure -> lack(measure, newest).stream())
                        .reduce((one, other) -> one + ", " + other)
                : Optional.of("failed");
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

    private static Optional<String> age(Criterion criterion, Release release, Instant at) {
        Evidence newest = release.evidence().get(criterion.id());
        if (criterion.validFor() == null || newest == null || isSeen(criterion, release)) {
            return Optional.empty();
        }
        Instant expires = newest.at().plus(criterion.validFor());
        return at.isBefore(expires) ? Optional.empty() : Optional.of("expired at " + expires);
    }

    private static boolean isSeen(Criterion criterion, Release release) {
        return criterion.shownBy() != null && release.sees(criterion.shownBy());
    }
}
