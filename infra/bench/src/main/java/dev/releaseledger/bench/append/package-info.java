/** The append engine beside single-row commits. */
@NullMarked
package dev.releaseledger.bench.append;

import org.jspecify.annotations.NullMarked;
