/** The command line of whoever does not want to trust us. */
@NullMarked
package dev.releaseledger.auditor;

import org.jspecify.annotations.NullMarked;
