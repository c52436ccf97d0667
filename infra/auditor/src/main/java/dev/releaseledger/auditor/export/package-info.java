/** A ledger taken away. */
@NullMarked
package dev.releaseledger.auditor.export;

import org.jspecify.annotations.NullMarked;
