/** Proofs that one entry is in a ledger, made and checked. */
@NullMarked
package dev.releaseledger.auditor.prove;

import org.jspecify.annotations.NullMarked;
