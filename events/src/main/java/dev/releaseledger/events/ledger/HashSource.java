package dev.releaseledger.events.ledger;

/**
 * Knows the roots of a tree's perfect subtrees, which is all that proofs are made of. Sources may lie without harm: a
 * proof made of wrong hashes does not verify.
 */
@FunctionalInterface
public interface HashSource {
    /**
     * The root of the leaves {@code [index << level, (index + 1) << level)}; at level 0 the leaf itself. Only asked for
     * subtrees that lie wholly within the tree that a proof is about. May throw an unchecked exception where the hash
     * cannot be had.
     */
    Hash hash(int level, long index);
}
