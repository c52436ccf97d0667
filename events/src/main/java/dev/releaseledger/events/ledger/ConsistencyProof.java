package dev.releaseledger.events.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proves that a newer tree begins with all leaves of an older one, unchanged and in their order (RFC 6962 section
 * 2.1.2). As it may come from anyone, its numbers are only checked by {@link #verify}.
 *
 * @param oldSize the number of leaves of the older tree
 * @param newSize the number of leaves of the newer tree
 * @param hashes as RFC 6962 orders them; none where the sizes are equal or the older tree is empty
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> hashes) {
    /** Copies the hashes. */
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Makes the proof between two sizes.
     *
     * @throws IllegalArgumentException if the older is negative or larger than the newer
     */
    public static ConsistencyProof of(long oldSize, long newSize, HashSource source) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree does not grow from " + oldSize + " to " + newSize + " leaves");
        }
        List<Hash> hashes = new ArrayList<>();
        if (oldSize > 0) {
            long from = 0;
            long to = newSize;
            while (to != oldSize) {
                long middle = from + Ranges.split(to - from);
                if (oldSize <= middle) {
                    hashes.add(Ranges.root(source, middle, to));
                    to = middle;
                } else {
                    hashes.add(Ranges.root(source, from, middle));
                    from = middle;
                }
            }
            // Where the older tree is a subtree of the newer one, the verifier has its root already.
            if (from > 0) {
                hashes.add(Ranges.root(source, from, to));
            }
            Collections.reverse(hashes);
        }
        return new ConsistencyProof(oldSize, newSize, hashes);
    }

    /** Returns if and only if the newer tree, by its root, extends the older tree, by its root. */
    public void verify(Hash oldRoot, Hash newRoot) throws ProofFailed {
        if (oldSize < 0 || oldSize > newSize) {
            throw new ProofFailed(ProofFailed.Fault.SIZES, "size of the older tree", "0 to " + newSize, oldSize);
        }
        if (oldSize == 0) {
            requireLength(0);
            requireRoot(ProofFailed.Fault.OLD_ROOT, oldSize, oldRoot, Hash.EMPTY_ROOT);
            if (newSize == 0) {
                requireRoot(ProofFailed.Fault.ROOT, newSize, newRoot, Hash.EMPTY_ROOT);
            }
        } else if (oldSize == newSize) {
            requireLength(0);
            requireRoot(ProofFailed.Fault.ROOT, newSize, newRoot, oldRoot);
        } else {
            verifyGrowth(oldRoot, newRoot);
        }
    }

    /** Climbs from the older tree's last perfect subtree to both roots at once (after RFC 9162 section 2.1.4.2). */
    private void verifyGrowth(Hash oldRoot, Hash newRoot) throws ProofFailed {
        int start = Long.numberOfTrailingZeros(oldSize);
        long index = (oldSize - 1) >>> start;
        long last = (newSize - 1) >>> start;
        int below = Long.SIZE - Long.numberOfLeadingZeros(index ^ last);
        boolean startIsOldRoot = index == 0;
        int climbs = below + Long.bitCount(index >>> below);
        requireLength(startIsOldRoot ? climbs : climbs + 1);

        Hash oldHash = startIsOldRoot ? oldRoot : hashes.get(0);
        Hash newHash = oldHash;
        List<Hash> siblings = hashes.subList(hashes.size() - climbs, hashes.size());
        for (int level = 0; level < climbs; level++) {
            Hash sibling = siblings.get(level);
            if (level >= below || (index >>> level & 1) == 1) {
                oldHash = Hash.node(sibling, oldHash);
                newHash = Hash.node(sibling, newHash);
            } else {
                newHash = Hash.node(newHash, sibling);
            }
        }
        requireRoot(ProofFailed.Fault.OLD_ROOT, oldSize, oldRoot, oldHash);
        requireRoot(ProofFailed.Fault.ROOT, newSize, newRoot, newHash);
    }

    private void requireLength(int expected) throws ProofFailed {
        if (hashes.size() != expected) {
            throw new ProofFailed(ProofFailed.Fault.LENGTH, "hashes in the consistency proof", expected, hashes.size());
        }
    }

    private static void requireRoot(ProofFailed.Fault fault, long size, Hash expected, Hash actual) throws ProofFailed {
        if (!expected.equals(actual)) {
            throw new ProofFailed(fault, "root of the tree of " + size + " leaves", expected, actual);
        }
    }
}
