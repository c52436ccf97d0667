/** Generations of the read side: which one answers, and how far it is. */
@NullMarked
package dev.releaseledger.query.generation;

import org.jspecify.annotations.NullMarked;
