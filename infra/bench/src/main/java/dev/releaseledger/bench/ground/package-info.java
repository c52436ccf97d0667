/** The servers that everything measured here runs on. */
@NullMarked
package dev.releaseledger.bench.ground;

import org.jspecify.annotations.NullMarked;
