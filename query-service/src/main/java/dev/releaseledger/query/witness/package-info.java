/** Asks witnesses for cosignatures of the ledger's checkpoints (C2SP tlog-witness). */
@NullMarked
package dev.releaseledger.query.witness;

import org.jspecify.annotations.NullMarked;
