/** The release stream: what was said about one release, and what its history means. */
@NullMarked
package dev.releaseledger.events.release;

import org.jspecify.annotations.NullMarked;
