/** Tests of the embedded default. */
@NullMarked
package dev.releaseledger.local;

import org.jspecify.annotations.NullMarked;
