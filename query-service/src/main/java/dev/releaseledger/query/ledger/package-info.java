/** The newest checkpoint that the projections bear out, and the pinned keys. */
@NullMarked
package dev.releaseledger.query.ledger;

import org.jspecify.annotations.NullMarked;
