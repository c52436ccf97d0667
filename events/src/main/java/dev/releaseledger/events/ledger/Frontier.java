package dev.releaseledger.events.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * As much of a Merkle tree as it takes to append to it and to know its root: its size and the roots of its perfect
 * subtrees, largest first, one for each bit set in the size (RFC 6962 section 2.1). Immutable: whoever keeps an old
 * frontier keeps an old state, so a failed append costs nothing to forget.
 */
public final class Frontier {
    /** The tree without leaves. */
    public static final Frontier EMPTY = new Frontier(0, new Hash[0]);

    private static final SubtreeListener NOBODY = (level, index, hash) -> {};

    private final long size;
    private final Hash[] subtrees;

    private Frontier(long size, Hash[] subtrees) {
        this.size = size;
        this.subtrees = subtrees;
    }

    /**
     * Reads what {@link #toBytes()} wrote. The bytes carry no check of their own: compare {@link #root()} with a root
     * from elsewhere before trusting them.
     *
     * @throws IllegalArgumentException if the size is negative or the length is not 32 bytes for each bit set in it
     */
    public static Frontier fromBytes(long size, byte[] bytes) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have " + size + " leaves");
        }
        int count = Long.bitCount(size);
        if (bytes.length != count * Hash.LENGTH) {
            throw new IllegalArgumentException(
                    "the frontier of " + size + " leaves has " + count * Hash.LENGTH + " bytes, not " + bytes.length);
        }
        Hash[] subtrees = new Hash[count];
        for (int i = 0; i < count; i++) {
            subtrees[i] = new Hash(bytes, i * Hash.LENGTH, Hash.LENGTH);
        }
        return new Frontier(size, subtrees);
    }

    /** The frontier with one more leaf (see {@link Hash#leaf}). */
    public Frontier append(Hash leaf) {
        return appendAll(List.of(leaf));
    }

    /** The frontier with these leaves after its own, in their order. */
    public Frontier appendAll(List<Hash> leaves) {
        return appendAll(leaves, NOBODY);
    }

    /** Like {@link #appendAll(List)}, and tells the listener of every perfect subtree that these leaves complete. */
    public Frontier appendAll(List<Hash> leaves, SubtreeListener listener) {
        if (leaves.isEmpty()) {
            return this;
        }
        Hash[] stack = Arrays.copyOf(subtrees, Long.SIZE);
        int depth = subtrees.length;
        long position = size;
        for (Hash leaf : leaves) {
            Hash subtree = leaf;
            listener.completed(0, position, subtree);
            // Like carrying in a binary addition: each bit set at the low end is a subtree that finds its right half.
            int carries = Long.numberOfTrailingZeros(~position);
            for (int level = 1; level <= carries; level++) {
                subtree = Hash.node(stack[--depth], subtree);
                listener.completed(level, position >>> level, subtree);
            }
            stack[depth++] = subtree;
            position = Math.incrementExact(position);
        }
        return new Frontier(position, Arrays.copyOf(stack, depth));
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** The Merkle tree hash of all leaves. */
    public Hash root() {
        if (subtrees.length == 0) {
            return Hash.EMPTY_ROOT;
        }
        Hash root = subtrees[subtrees.length - 1];
        for (int i = subtrees.length - 2; i >= 0; i--) {
            root = Hash.node(subtrees[i], root);
        }
        return root;
    }

    /** The roots of the perfect subtrees, largest first: 32 bytes for each bit set in the size. */
    public byte[] toBytes() {
        byte[] bytes = new byte[subtrees.length * Hash.LENGTH];
        for (int i = 0; i < subtrees.length; i++) {
            subtrees[i].copyTo(bytes, i * Hash.LENGTH);
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frontier frontier
                && size == frontier.size
                && Arrays.equals(subtrees, frontier.subtrees);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + Arrays.hashCode(subtrees);
    }

    @Override
    public String toString() {
        return "Frontier[size=" + size + ", root=" + root() + "]";
    }
}
