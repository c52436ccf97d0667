package dev.releaseledger.query.finding.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * How far reports of health reach that were said of a deployment. Of those before the end of its watch only the furthest matters,
 * whichever said so; of later ones, each that reaches further than all before it.
 *
 * @param since when the deployment was first verified; null before
 * @param isOver whether its watch passed afterwards, or the release was completed
 * @param inTime up to when something was measured before that
 * @param late what was said afterwards, each reaching further than all before
 */
record Watched(@Nullable Instant since, boolean isOver, Instant inTime, PVector<Reach> late) {
    static final Watched NOT_YET = new Watched(null, false, Instant.MIN, TreePVector.empty());

    /**
     * A report.
     *
     * @param to up to when something was measured
     * @param place where that was said
     */
    record Reach(Instant to, Place place) {}

    Watched begun(Instant verifiedAt) {
        return since == null ? new Watched(verifiedAt, isOver, inTime, late) : this;
    }

    /** A watch that has not begun is not over either. */
    Watched over() {
        return new Watched(since, since != null, inTime, late);
    }

    /** Whether this is further than everything before. */
    boolean isReachedBy(Instant to) {
        return to.isAfter(late.isEmpty() ? inTime : late.get(late.size() - 1).to());
    }

    /** With a report that reaches further than everything before. */
    Watched reached(Instant to, Place place) {
        return isOver
                ? new Watched(since, true, inTime, late.plus(new Reach(to, place)))
                : new Watched(since, false, to, late);
    }

    /** What first reached the end of the watch after that was over, where nothing had before. */
    Optional<Reach> lately(Instant end) {
        return inTime.isBefore(end)
                ? late.stream().filter(reach -> !reach.to().isBefore(end)).findFirst()
                : Optional.empty();
    }

    /** Whether a report from this position on was the first to reach the end of a watch of this length. */
    boolean isReachedSince(long position, Duration watch) {
        return since != null
                && lately(since.plus(watch))
                        .filter(reach -> reach.place().position() >= position)
                        .isPresent();
    }
}
