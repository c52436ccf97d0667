package dev.releaseledger.events.ledger;

/** Hears of every perfect subtree that an append to a {@link Frontier} completes; what it keeps can be a {@link HashSource}. */
@FunctionalInterface
public interface SubtreeListener {
    /**
     * The subtree of the leaves {@code [index << level, (index + 1) << level)} is complete. A leaf is reported at level
     * 0 before the subtrees that it completes, these from the lowest level up. The hashes of tile level {@code L} are
     * those reported at level {@code 8 * L}.
     */
    void completed(int level, long index, Hash hash);
}
