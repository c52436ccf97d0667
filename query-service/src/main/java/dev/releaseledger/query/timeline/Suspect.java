package dev.releaseledger.query.timeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be at fault.
 *
 * @param rank from 1; the likeliest first
 * @param kind what kind of thing it is
 * @param what it, in a line
 * @param score the sum of its terms' contributions
 * @param introducedAt when it came; null where nothing recorded is at fault
 * @param introducedPosition the entry that brought it
 * @param positions the entries that it is made of
 * @param terms how the score comes about, those that count nothing too
 */
record Suspect(
        int rank,
        Kind kind,
        String what,
        double score,
        @Nullable Instant introducedAt,
        @Nullable Long introducedPosition,
        @Nullable UUID releaseId,
        @Nullable UUID deploymentId,
        @Nullable UUID rollbackId,
        @Nullable UUID flagId,
        List<Long> positions,
        List<Term> terms) {

    /** What may be at fault. */
    enum Kind {
        DEPLOYMENT,
        ROLLBACK,
        FREEZE_LIFTED,
        POLICY_VERSION,
        OVERRIDE,
        /** A flag that was opened, reduced, targeted or split otherwise, disabled or enabled. */
        FLAG,
        /** A certificate that expired, a dependency, load, hardware: nothing that the ledger tells of. */
        NO_RECORDED_CHANGE
    }

    /**
     * A reason for or against it.
     *
     * @param name which of the weights it goes by
     * @param value from 0 to 1
     * @param contribution weight times value
     * @param why what the value comes from
     * @param positions the entries that it was computed from
     */
    record Term(String name, double weight, double value, double contribution, String why, List<Long> positions) {
        private static final double PLACES = 1_000;

        Term {
            positions = List.copyOf(positions);
        }

        static Term of(String name, double weight, double value, String why, List<Long> positions) {
            double shown = rounded(value);
            return new Term(name, weight, shown, rounded(weight * shown), why, positions);
        }

        /** Three places: what is shown is what is added up. */
        static double rounded(double figure) {
            // Adding nothing turns -0.0 into 0.0.
            return Math.round(figure * PLACES) / PLACES + 0.0;
        }
    }

    Suspect {
        positions = List.copyOf(positions);
        terms = List.copyOf(terms);
    }

    Suspect ranked(int place) {
        return new Suspect(
                place,
                kind,
                what,
                score,
                introducedAt,
                introducedPosition,
                releaseId,
                deploymentId,
                rollbackId,
                flagId,
                positions,
                terms);
    }

    static double sum(List<Term> terms) {
        return Term.rounded(terms.stream().mapToDouble(Term::contribution).sum());
    }
}
