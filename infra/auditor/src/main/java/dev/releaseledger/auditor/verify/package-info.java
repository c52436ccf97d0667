/** Checks that nobody rewrote a ledger, and decides again what it says was decided. */
@NullMarked
package dev.releaseledger.auditor.verify;

import org.jspecify.annotations.NullMarked;
