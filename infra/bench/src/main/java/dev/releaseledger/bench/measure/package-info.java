/** Rounds, figures, and how they are written down. */
@NullMarked
package dev.releaseledger.bench.measure;

import org.jspecify.annotations.NullMarked;
