package dev.releaseledger.events.ledger;

/** The arithmetic of RFC 6962 section 2.1, by which a tree falls into perfect subtrees. */
final class Ranges {
    private Ranges() {}

    /** The largest power of two below n, where the definition splits n leaves; n is at least 2. */
    static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** The root of the leaves from (inclusive) to (exclusive), a range that arises by splitting a tree. */
    static Hash root(HashSource source, long from, long to) {
        int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - from);
        Hash perfect = source.hash(level, from >>> level);
        long end = from + (1L << level);
        return end == to ? perfect : Hash.node(perfect, root(source, end, to));
    }
}
