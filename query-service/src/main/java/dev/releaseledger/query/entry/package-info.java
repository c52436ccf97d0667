/** The raw entries, byte for byte. */
@NullMarked
package dev.releaseledger.query.entry;

import org.jspecify.annotations.NullMarked;
