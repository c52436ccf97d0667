/** The gates of one release: what each waits for, and what a refusal would say. */
@NullMarked
package dev.releaseledger.query.release.gates;

import org.jspecify.annotations.NullMarked;
