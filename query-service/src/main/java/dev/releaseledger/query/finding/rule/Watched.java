package dev.releaseledger.query.finding.rule;

import java.time.Instant;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * How far reports of health reach that were said of a deployment. Of those before the end of its watch only the furthest matters,
 * whichever said so; of later ones, each that reaches further than all before it.
 *
 * @param isBegun whether the deployment was verified
 * @param isOver whether its watch passed afterwards, or the release was completed
 * @param inTime up to when something was measured before that
 * @param late what was said afterwards, each reaching further than all before
 */
record Watched(boolean isBegun, boolean isOver, Instant inTime, PVector<Reach> late) {
    static final Watched NOT_YET = new Watched(false, false, Instant.MIN, TreePVector.empty());

    /**
     * A report.
     *
     * @param to up to when something was measured
     * @param place where that was said
     */
    record Reach(Instant to, Place place) {}

    Watched begun() {
        return new Watched(true, isOver, inTime, late);
    }

    /** A watch that has not begun is not over either. */
    Watched over() {
        return new Watched(isBegun, isBegun, inTime, late);
    }

    /** Whether this is further than everything before. */
    boolean isReachedBy(Instant to) {
        return to.isAfter(late.isEmpty() ? inTime : late.get(late.size() - 1).to());
    }

    /** With a report that reaches further than everything before. */
    Watched reached(Instant to, Place place) {
        return isOver
                ? new Watched(true, true, inTime, late.plus(new Reach(to, place)))
                : new Watched(isBegun, false, to, late);
    }
}
