/** Where two copies of a ledger part. */
@NullMarked
package dev.releaseledger.auditor.diff;

import org.jspecify.annotations.NullMarked;
