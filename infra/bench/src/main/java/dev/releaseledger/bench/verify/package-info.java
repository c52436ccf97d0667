/** What it takes to verify a ledger without trusting whoever keeps it. */
@NullMarked
package dev.releaseledger.bench.verify;

import org.jspecify.annotations.NullMarked;
