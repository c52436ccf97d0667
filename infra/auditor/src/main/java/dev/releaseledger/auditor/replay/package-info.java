/** A ledger's history once more, step by step. */
@NullMarked
package dev.releaseledger.auditor.replay;

import org.jspecify.annotations.NullMarked;
