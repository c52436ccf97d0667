/** Releases in pages. */
@NullMarked
package dev.releaseledger.query.release.list;

import org.jspecify.annotations.NullMarked;
