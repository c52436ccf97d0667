/** Rules over what a release includes. */
@NullMarked
package dev.releaseledger.events.release.content;

import org.jspecify.annotations.NullMarked;
