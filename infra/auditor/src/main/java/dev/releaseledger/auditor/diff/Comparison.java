package dev.releaseledger.auditor.diff;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Holds the entries of two sources against each other by their positions, however long they are. */
final class Comparison {
    /** What is at one position in the one and in the other; null where nothing is. */
    record Pair(long position, byte @Nullable [] one, byte @Nullable [] other) {}

    /**
     * Positions that have something in common.
     *
     * @param count how many
     * @param first the first; -1 where there is none
     * @param last the last; -1 where there is none
     */
    record Span(long count, long first, long last) {
        static final Span NONE = new Span(0, -1, -1);

        Span and(long position) {
            return new Span(count + 1, count == 0 ? position : first, position);
        }

        boolean isEmpty() {
            return count == 0;
        }
    }

    private Span both = Span.NONE;
    private Span differing = Span.NONE;
    private Span onlyOne = Span.NONE;
    private Span onlyOther = Span.NONE;
    private @Nullable Pair firstDifference;
    private @Nullable Pair afterTheFirst;

    /** Reads both to their ends. */
    void run(Pulled one, Pulled other, LongConsumer progress) throws IOException {
        while (one.next() != null || other.next() != null) {
            Pulled.At left = one.next();
            Pulled.At right = other.next();
            long position = Math.min(
                    left == null ? Long.MAX_VALUE : left.position(), right == null ? Long.MAX_VALUE : right.position());
            byte[] inOne = left != null && left.position() == position ? left.bytes() : null;
            byte[] inOther = right != null && right.position() == position ? right.bytes() : null;
            add(new Pair(position, inOne, inOther));
            if (inOne != null) {
                one.advance();
            }
            if (inOther != null) {
                other.advance();
            }
            progress.accept(position);
        }
    }

    private void add(Pair pair) {
        if (firstDifference != null && afterTheFirst == null) {
            afterTheFirst = pair;
        }
        if (pair.one() == null) {
            onlyOther = onlyOther.and(pair.position());
        } else if (pair.other() == null) {
            onlyOne = onlyOne.and(pair.position());
        } else {
            both = both.and(pair.position());
            if (!Arrays.equals(pair.one(), pair.other())) {
                differing = differing.and(pair.position());
                firstDifference = firstDifference == null ? pair : firstDifference;
            }
        }
    }

    /** Positions that both have. */
    Span both() {
        return both;
    }

    /** Positions that both have, with different entries. */
    Span differing() {
        return differing;
    }

    /** Positions that only the one has. */
    Span onlyOne() {
        return onlyOne;
    }

    /** Positions that only the other has. */
    Span onlyOther() {
        return onlyOther;
    }

    /** The first two entries at one position that differ; null where none do. */
    @Nullable
    Pair firstDifference() {
        return firstDifference;
    }

    /** What comes right after them; null at the end of both. */
    @Nullable
    Pair afterTheFirst() {
        return afterTheFirst;
    }

    /** How one stands to the other as a whole. */
    Relation relation() {
        if (!differing.isEmpty()) {
            return Relation.DIFFER;
        }
        if (both.isEmpty()) {
            return onlyOne.isEmpty() && onlyOther.isEmpty() ? Relation.SAME : Relation.NOTHING_IN_COMMON;
        }
        if (onlyOne.isEmpty() && onlyOther.isEmpty()) {
            return Relation.SAME;
        }
        boolean oneGoesOn = onlyOther.isEmpty() && onlyOne.first() > both.last();
        boolean otherGoesOn = onlyOne.isEmpty() && onlyOther.first() > both.last();
        if (oneGoesOn) {
            return Relation.SECOND_IS_PREFIX;
        }
        return otherGoesOn ? Relation.FIRST_IS_PREFIX : Relation.OVERLAP;
    }

    /** How two sources stand to each other. */
    enum Relation {
        SAME,
        /** The second goes on where the first ends. */
        FIRST_IS_PREFIX,
        /** The first goes on where the second ends. */
        SECOND_IS_PREFIX,
        /** What both have is the same, and each or one has more before or between. */
        OVERLAP,
        /** No position is in both. */
        NOTHING_IN_COMMON,
        DIFFER
    }
}
