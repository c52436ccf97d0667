/** Small ledgers to judge, and the command line as somebody uses it. */
@NullMarked
package dev.releaseledger.auditor.harness;

import org.jspecify.annotations.NullMarked;
