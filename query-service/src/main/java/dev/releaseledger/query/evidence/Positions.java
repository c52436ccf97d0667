package dev.releaseledger.query.evidence;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * A set of positions that are added in any order and read in theirs: a bit each, in pages that are there only where a position
 * is, so that even a bundle of a whole ledger of ten million entries takes less than two megabytes.
 */
final class Positions {
    private static final int PAGE = 4_096;

    private final TreeMap<Long, long[]> pages = new TreeMap<>();
    private long count;

    /** How many there are. */
    long count() {
        return count;
    }

    void add(long position) {
        long[] page = pages.computeIfAbsent(position / PAGE, missing -> new long[PAGE / Long.SIZE]);
        int bit = (int) (position % PAGE);
        long mask = 1L << bit;
        if ((page[bit / Long.SIZE] & mask) == 0) {
            page[bit / Long.SIZE] |= mask;
            count++;
        }
    }

    boolean contains(long position) {
        long[] page = pages.get(position / PAGE);
        int bit = (int) (position % PAGE);
        return page != null && (page[bit / Long.SIZE] & 1L << bit) != 0;
    }

    /** The first positions after this one, in order, at most so many. */
    long[] after(long position, int atMost) {
        long[] found = new long[atMost];
        int n = 0;
        long from = position + 1;
        for (var page : pages.tailMap(from / PAGE, true).entrySet()) {
            long base = page.getKey() * PAGE;
            for (int word = (int) (Math.max(0, from - base) / Long.SIZE); word < page.getValue().length; word++) {
                long first = base + (long) word * Long.SIZE;
                long bits = page.getValue()[word];
                if (first < from) {
                    bits &= -1L << (from - first);
                }
                while (bits != 0) {
                    if (n == atMost) {
                        return found;
                    }
                    found[n++] = first + Long.numberOfTrailingZeros(bits);
                    bits &= bits - 1;
                }
            }
        }
        return Arrays.copyOf(found, n);
    }
}
