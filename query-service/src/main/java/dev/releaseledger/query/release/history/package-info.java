/** A release's entries, each with the state that it led to. */
@NullMarked
package dev.releaseledger.query.release.history;

import org.jspecify.annotations.NullMarked;
