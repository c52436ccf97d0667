/** The mathematics of the ledger: Merkle trees, tiles, proofs, signed notes and checkpoints, as RFC 6962 and C2SP define them. */
@NullMarked
package dev.releaseledger.events.ledger;

import org.jspecify.annotations.NullMarked;
