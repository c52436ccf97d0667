/** Ledgers for tests and benchmarks: every entry follows by the rules. */
@NullMarked
package dev.releaseledger.auditor.testing;

import org.jspecify.annotations.NullMarked;
