/** Measures Release Ledger beside its limits and peers, on real servers, in one run. */
@NullMarked
package dev.releaseledger.bench;

import org.jspecify.annotations.NullMarked;
