/** What a flag costs that is evaluated. */
@NullMarked
package dev.releaseledger.bench.flags;

import org.jspecify.annotations.NullMarked;
