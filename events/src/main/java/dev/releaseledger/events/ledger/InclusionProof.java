package dev.releaseledger.events.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Proves that a tree has a certain leaf at a certain index (the audit path of RFC 6962 section 2.1.1). As it may come
 * from anyone, its numbers are only checked by {@link #verify}.
 *
 * @param index the leaf's index
 * @param size the number of leaves of the tree
 * @param hashes the roots of the subtrees beside the way, from the leaf's sibling up
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {
    /** Copies the hashes. */
    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Makes the proof for a leaf.
     *
     * @throws IndexOutOfBoundsException if the tree has no such leaf
     */
    public static InclusionProof of(long index, long size, HashSource source) {
        Objects.checkIndex(index, size);
        List<Hash> hashes = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Ranges.split(to - from);
            if (index < middle) {
                hashes.add(Ranges.root(source, middle, to));
                to = middle;
            } else {
                hashes.add(Ranges.root(source, from, middle));
                from = middle;
            }
        }
        Collections.reverse(hashes);
        return new InclusionProof(index, size, hashes);
    }

    /**
     * Returns if and only if the tree with this root has this leaf at the index.
     *
     * @param leaf what {@link Hash#leaf} makes of the entry
     */
    public void verify(Hash leaf, Hash root) throws ProofFailed {
        if (index < 0 || index >= size) {
            throw new ProofFailed(ProofFailed.Fault.INDEX, "index of the leaf", "0 to below " + size, index);
        }
        // Up to where the ways of this leaf and of the last one meet, the index says which side the sibling is on; from
        // there on we are on the right border, where every sibling is on the left.
        int below = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        int length = below + Long.bitCount(index >>> below);
        if (hashes.size() != length) {
            throw new ProofFailed(ProofFailed.Fault.LENGTH, "hashes in the inclusion proof", length, hashes.size());
        }
        Hash hash = leaf;
        for (int level = 0; level < length; level++) {
            boolean siblingIsLeft = level >= below || (index >>> level & 1) == 1;
            Hash sibling = hashes.get(level);
            hash = siblingIsLeft ? Hash.node(sibling, hash) : Hash.node(hash, sibling);
        }
        if (!hash.equals(root)) {
            throw new ProofFailed(ProofFailed.Fault.ROOT, "root of the tree of " + size + " leaves", root, hash);
        }
    }
}
