/** The ledger as anybody may check it: checkpoints, tiles and proofs of the tree that was built again from what was received. */
@NullMarked
package dev.releaseledger.query.ledger;

import org.jspecify.annotations.NullMarked;
