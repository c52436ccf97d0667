package dev.releaseledger.query.ledger;

import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.SignedNote;

/**
 * A checkpoint that a pinned key signed and whose tree was built again here.
 *
 * @param size how many entries it covers
 * @param root their Merkle tree hash
 * @param note the signed note, with the cosignatures of the witnesses below the log's own signatures
 */
public record ServedCheckpoint(long size, Hash root, SignedNote note) {}
