package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Hash;

/**
 * A checkpoint that a pinned key signed.
 *
 * @param offset where it was in the checkpoints topic
 * @param size how many entries it covers
 * @param root the root that it states
 * @param note the signed note, as it came
 */
record SignedCheckpoint(long offset, long size, Hash root, String note) {}
