/** Tests of what is measured. */
@NullMarked
package dev.releaseledger.bench.flags;

import org.jspecify.annotations.NullMarked;
